import { describe, expect, it } from '@jest/globals';
import { extractConfig } from '../../src/facts/config/index.ts';
import { findSecrets } from '../../src/facts/secrets/find-secrets.ts';
import type { DataNode, FileKind } from '../../src/model/facts.ts';
import { expandTokens } from '../world/tokens.ts';

/** Data nodes as plain values, as a reader of the file would say them. */
function plain(node: DataNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.k === 'scalar') return node.v;
  if (node.k === 'seq') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, v }) => [key, plain(v)]));
}

const values = (text: string, kind: FileKind): unknown[] => (extractConfig(text, kind, []).documents ?? []).map(plain);
const problems = (text: string, kind: FileKind): string[] =>
  extractConfig(text, kind, []).problems.map((one) => one.kind);

/** The text at every scalar and entry, to see that offsets are right. */
function places(text: string, kind: FileKind): string[] {
  const found: string[] = [];
  const walk = (node: DataNode): void => {
    if (node.k === 'scalar') found.push(text.slice(node.s, node.e));
    if (node.k === 'seq') node.items.forEach(walk);
    if (node.k === 'map') {
      for (const entry of node.entries) {
        found.push(text.slice(entry.s, entry.e));
        walk(entry.v);
      }
    }
  };
  for (const node of extractConfig(text, kind, []).documents ?? []) walk(node);
  return found;
}

describe('YAML', () => {
  it('reads every document, anchors, merge keys and tags', () => {
    const text =
      'base: &b { image: app, ports: [80] }\nweb:\n  <<: *b\n  image: !custom web\nagain: *b\n---\non: push\n';
    expect(values(text, 'yaml')).toEqual([
      { base: { image: 'app', ports: [80] }, web: { image: 'web', ports: [80] }, again: { image: 'app', ports: [80] } },
      { on: 'push' },
    ]);
  });

  it('knows where things stand', () => {
    expect(places('a: 1 # one\nb:\n  - "x"\n', 'yaml')).toEqual(['a: 1', '1', 'b:\n  - "x"\n', '"x"']);
  });

  it('keeps what can be read around an error, and says where it is', () => {
    const text = 'a: 1\nb: [1, 2\nc: 3\n';
    const { documents, problems: wrong } = extractConfig(text, 'yaml', []);
    expect(plain(documents?.[0])).toMatchObject({ a: 1 });
    expect(wrong[0]).toMatchObject({ kind: 'syntax' });
  });

  it('tolerates duplicate keys and empty files', () => {
    expect(problems('a: 1\na: 2\n', 'yaml')).toEqual([]);
    expect(extractConfig('', 'yaml', [])).toEqual({ documents: [], problems: [] });
    expect(values('# only a comment\n', 'yaml')).toEqual([]);
  });

  it('stops at a bomb, at depth and at size', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 9; n += 1)
      bomb.push(
        `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      );
    expect(problems(bomb.join('\n'), 'yaml')).toEqual(['too-large']);
    expect(problems('a: &a [*a]', 'yaml')).toEqual(['too-deep']);
    expect(problems('['.repeat(5000), 'yaml')).toContain('too-deep');
    expect(problems(`a: ${'x'.repeat(2 << 20)}`, 'yaml')).toEqual(['too-large']);
  });
});

describe('JSON', () => {
  it('reads comments and trailing commas, with positions', () => {
    const text = '{\n  // note\n  "a": [1, true, null, "x\\n\\u00e9"],\n  "b": {"c": -1.5e3,},\n}\n';
    expect(values(text, 'json')).toEqual([{ a: [1, true, null, 'x\né'], b: { c: -1500 } }]);
    expect(places(text, 'json')).toContain('"c": -1.5e3');
    expect(problems(text, 'json')).toEqual([]);
  });

  it('keeps what stands before an error', () => {
    expect(values('{"a": 1, "b": [1, 2', 'json')).toEqual([{ a: 1, b: [1, 2] }]);
    expect(values('{"a": 1 "b": 2}', 'json')).toEqual([{ a: 1 }]);
    expect(problems('{"a": 1 "b": 2}', 'json')).toEqual(['syntax']);
    expect(problems(`${'['.repeat(5000)}`, 'json')).toEqual(['too-deep']);
  });
});

describe('TOML', () => {
  it('reads tables, arrays of tables, dotted keys, strings of all kinds', () => {
    const text = [
      'title = "T" # comment',
      '[tool.poetry]',
      "name = 'x\\y'",
      'dependencies = [',
      '  "fastapi>=0.1", # web',
      '  "sqlalchemy",',
      ']',
      'extra = { a = 1, "b c".d = [true] }',
      'long = """',
      'one\\ttwo"""',
      'a.b.c = 1_000',
      '[[source]]',
      'url = "u1"',
      '[[source]]',
      'url = "u2"',
    ].join('\n');
    expect(values(text, 'toml')).toEqual([
      {
        title: 'T',
        tool: {
          poetry: {
            name: 'x\\y',
            dependencies: ['fastapi>=0.1', 'sqlalchemy'],
            extra: { a: 1, 'b c.d': [true] },
            long: 'one\ttwo',
            a: { b: { c: 1000 } },
          },
        },
        source: [{ url: 'u1' }, { url: 'u2' }],
      },
    ]);
    expect(problems(text, 'toml')).toEqual([]);
    expect(places(text, 'toml')).toContain('"sqlalchemy"');
  });

  it('keeps what surrounds an error', () => {
    expect(values('a = 1\nb = = 2\n[t]\nc = 3\n', 'toml')).toEqual([{ a: 1, t: { c: 3 } }]);
    expect(problems('a = 1\nb = = 2\n', 'toml')).toEqual(['syntax']);
  });
});

describe('INI', () => {
  it('reads sections, both separators, continuation lines and leaves interpolation alone', () => {
    const text =
      '; note\ntop = 1\n[alembic]\nscript_location = %(here)s/alembic\nversion_locations =\n    a\n    b\nurl: x = y\n[empty]\n';
    expect(values(text, 'ini')).toEqual([
      {
        top: '1',
        alembic: { script_location: '%(here)s/alembic', version_locations: '\na\nb', url: 'x = y' },
        empty: {},
      },
    ]);
    expect(places(text, 'ini')).toContain('%(here)s/alembic');
  });
});

describe('.env', () => {
  it('reads export, quotes over lines, comments and apostrophes', () => {
    const text =
      '# c\nexport A=1 # one\nB=\'x # y\'\nC="line 1\nline \\"2\\""\nD=it\'s\nE=\nnot an entry\n  F = spaced \n';
    expect(extractConfig(text, 'env', []).env?.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', 'x # y'],
      ['C', 'line 1\nline "2"'],
      ['D', "it's"],
      ['E', ''],
      ['F', 'spaced'],
    ]);
  });
});

describe('requirements', () => {
  it('reads names, extras, specifiers, markers, options, URLs and hashes', () => {
    const text = [
      '# web',
      'FastAPI[all,standard] >= 0.100, < 1 ; python_version > "3.8"  # note',
      'Flask_SQLAlchemy==3.0 \\',
      '    --hash=sha256:abc',
      '-r base.txt',
      '--index-url=https://pypi.org/simple',
      '-e git+https://github.com/o/r.git@v1#egg=Some_Thing',
      'pkg @ https://x.io/pkg.whl ; sys_platform == "linux"',
      'https://x.io/other.whl',
      './local',
      '!!!',
    ].join('\n');
    const { requirements, problems: wrong } = extractConfig(text, 'requirements', []);
    expect(
      requirements?.map(({ name, extras, specifier, marker, option }) => [name, extras, specifier, marker, option]),
    ).toEqual([
      ['fastapi', ['all', 'standard'], '>=0.100,<1', 'python_version > "3.8"', null],
      ['flask-sqlalchemy', [], '==3.0', null, null],
      [null, [], '', null, { flag: '-r', value: 'base.txt' }],
      [null, [], '', null, { flag: '--index-url', value: 'https://pypi.org/simple' }],
      ['some-thing', [], '', null, { flag: '-e', value: 'git+https://github.com/o/r.git@v1#egg=Some_Thing' }],
      ['pkg', [], '', 'sys_platform == "linux"', { flag: '', value: 'https://x.io/pkg.whl' }],
      [null, [], '', null, { flag: '', value: 'https://x.io/other.whl' }],
      [null, [], '', null, { flag: '', value: './local' }],
    ]);
    expect(wrong.map(({ kind }) => kind)).toEqual(['syntax']);
  });
});

describe('requirements that no pip would read', () => {
  it.each([`a${'==1 '.repeat(200)}!`, `a${' '.repeat(900)}x`, `a${'>=1,'.repeat(200)}!`, `a ${'@ '.repeat(400)}`])(
    'are refused in good time',
    (line) => {
      const start = performance.now();
      extractConfig(line, 'requirements', []);
      expect(performance.now() - start).toBeLessThan(1000);
    },
  );
});

describe('Dockerfile', () => {
  const read = (text: string): unknown[] =>
    (extractConfig(text, 'dockerfile', []).dockerfile ?? []).map(({ name, flags, args, json }) => [
      name,
      flags,
      args,
      json,
    ]);

  it('reads flags, both forms, continuation lines with comments inside, and skips heredocs', () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'FROM --platform=linux/amd64 python:3.12 AS base',
      'COPY --from=build --chown=app /a /b',
      'RUN pip install \\',
      '    # the web',
      '    fastapi \\',
      '',
      '    uvicorn',
      'RUN <<EOF',
      'FROM nothing',
      'EOF',
      'cmd ["uvicorn", "app:app"]',
      'HEALTHCHECK --interval=5s CMD curl -f http://localhost/',
      'ONBUILD RUN make',
    ].join('\n');
    expect(read(text)).toEqual([
      ['FROM', ['--platform=linux/amd64'], ['python:3.12 AS base'], false],
      ['COPY', ['--from=build', '--chown=app'], ['/a /b'], false],
      ['RUN', [], [expect.stringMatching(/^pip install\s+fastapi\s+uvicorn$/)], false],
      ['RUN', [], ['<<EOF'], false],
      ['CMD', [], ['uvicorn', 'app:app'], true],
      ['HEALTHCHECK', ['--interval=5s'], ['CMD curl -f http://localhost/'], false],
      ['ONBUILD', [], ['RUN make'], false],
    ]);
  });

  it('obeys the escape directive', () => {
    expect(read('# escape=`\nRUN a `\n b\nRUN c:\\\n')).toEqual([
      ['RUN', [], [expect.stringMatching(/^a\s+b$/)], false],
      ['RUN', [], ['c:\\'], false],
    ]);
  });
});

it('Procfile: reads process types', () => {
  expect(extractConfig('web: gunicorn app:app\n# no\nworker: celery -A app\n', 'procfile', []).procfile).toMatchObject([
    { name: 'web', value: 'gunicorn app:app' },
    { name: 'worker', value: 'celery -A app' },
  ]);
});

describe('secrets never enter the facts', () => {
  it.each<[FileKind, string]>([
    ['yaml', 'a: "VALUE"\nb: |\n  x\n  VALUE\nVALUE: 1\n'],
    ['json', '{"a": "VALUE", "b": ["\\n VALUE"], "VALUE": 1}'],
    ['toml', 'a = "VALUE"\n[t]\nb = """\nVALUE"""\n"VALUE" = 1\n'],
    ['ini', '[a]\nb = VALUE\nc = x\n  VALUE\n'],
    ['env', 'A=VALUE\nB="VALUE"\n'],
    ['requirements', 'a @ https://VALUE@github.com/o/r\n--extra-index-url https://u:VALUE@host.io/simple\n'],
    ['dockerfile', 'ENV A=VALUE\nCMD ["x", "VALUE"]\nRUN --mount=VALUE echo VALUE \\\n  VALUE\n'],
    ['procfile', 'web: run --token VALUE\n'],
  ])('%s', (kind, form) => {
    const value = expandTokens('{{token:github-token}}');
    const text = form.replaceAll('VALUE', value);
    const facts = extractConfig(text, kind, findSecrets(text, kind, 'k'));
    expect(JSON.stringify(facts)).not.toContain(value.slice(4, 12));
    expect(JSON.stringify(facts)).toContain('ghp_…');
  });
});

describe('broken input is input', () => {
  const SAMPLES: readonly [FileKind, string][] = [
    ['yaml', 'a: &x {b: [1, "2"], c: *x}\n? k\n: |\n  t\n--- !t\n- <<: *x\n'],
    ['json', '{"a": [1, "\\u00e9", {"b": null}], "c": -1e5} // x'],
    ['toml', '[a.b]\nc = ["x", {d = 1}]\n[[e]]\nf = """\ng\\u00e9"""\n'],
    ['ini', '[a\nb = c\n  d\n]e: f'],
    ['env', 'A="b\nc"\nexport D=\'e'],
    ['requirements', 'a[b]==1;c\\\n-e .\n# d'],
    ['dockerfile', 'FROM a\\\n# b\nRUN ["c", "d"]\nRUN <<E\nf\nE'],
    ['procfile', 'web: a\nb:'],
  ];

  it('in any truncation, and with noise inside', () => {
    for (const [kind, text] of SAMPLES) {
      for (let end = 0; end <= text.length; end += 1) {
        for (const noise of ['', '\u0000', '\uD800', '[[{{""', '\r\n\t*&!']) {
          const whole = text.slice(0, end) + noise + text.slice(end);
          for (const input of [text.slice(0, end) + noise, whole]) {
            for (const { s, e } of extractConfig(input, kind, []).problems) {
              expect(s <= e && e <= input.length).toBe(true);
            }
          }
        }
      }
    }
  });

  it.each<[FileKind, string]>([
    ['yaml', '- '],
    ['yaml', '{a: '],
    ['yaml', 'a: &a *a\n'],
    ['yaml', '? '],
    ['json', '{"a":'],
    ['json', '"'],
    ['json', '/* '],
    ['toml', 'a.'],
    ['toml', 'a = [ '],
    ['toml', '[a]\n'],
    ['toml', '[[a]]\n'],
    ['yaml', 'a: "b\n'],
    ['toml', '"""'],
    ['ini', ' a\n'],
    ['ini', '['],
    ['env', 'A="'],
    ['requirements', 'a \\\n'],
    ['requirements', 'a '],
    ['requirements', '>= '],
    ['toml', '#\n'],
    ['dockerfile', 'RUN <<A \\\n'],
    ['dockerfile', '--a="'],
    ['procfile', 'a:'],
  ])('%s of many %j is read or refused in good time', (kind, piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const start = performance.now();
    extractConfig(text, kind, []);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import type { FileKind } from '../../src/model/facts.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'test' });
});

const extract = (text: string, kind: FileKind = 'python') => extractor.extract(Buffer.from(text), kind);

/** Looks like a live credential to the recogniser; assembled here, so that the repository holds none. */
const TOKEN = ['gh', 'p_', 'R7kQ2mXv9LpT4wZc8NbY3sHd6JfG1aE5uViO'].join('');
const PASSWORD = ['tr0ub4', 'dor', '&3xQ9'].join('');

describe('a secret', () => {
  it.each<[FileKind, string]>([
    ['python', `TOKEN = "${TOKEN}"\n`],
    ['python', `call(f"x {y} ${TOKEN}", 'a' "${TOKEN}", b"${TOKEN}", r'''${TOKEN}''')\n`],
    ['python', `"""Docs: ${TOKEN}"""\n`],
    ['python', `def f(token: str = "${TOKEN}"): return {"${TOKEN}": 1}\n`],
    ['python', `f"{call('${TOKEN}')=}"\n`],
    ['python', `token = ${TOKEN}\nimport ${TOKEN}\n`],
    ['python', `x = 1  # vigie: ignore[rule-a] -- ${TOKEN}\n`],
    ['python', `URL = "postgresql://admin:${PASSWORD}@db.internal.corp.net/app"\n`],
    ['env', `GITHUB_TOKEN=${TOKEN}\n`],
    ['yaml', `env:\n  GITHUB_TOKEN: "${TOKEN}"\n`],
    ['toml', `token = "${TOKEN}"\n`],
    ['ini', `[a]\ntoken = ${TOKEN}\n`],
    ['json', `{"token": "${TOKEN}"}`],
    ['dockerfile', `FROM python\nENV GITHUB_TOKEN=${TOKEN}\n`],
    ['procfile', `web: TOKEN=${TOKEN} run\n`],
    ['requirements', `--index-url https://u:${TOKEN}@pypi.corp.net/simple\n`],
    ['text', `token ${TOKEN}\n// vigie: ignore[rule-a] -- ${TOKEN}\n`],
  ])('is recognised, and its value is nowhere in the facts of %s: %#', (kind, text) => {
    const facts = extract(text, kind);
    expect(facts.secrets.length).toBeGreaterThan(0);
    expect(JSON.stringify(facts)).not.toContain(TOKEN);
    expect(JSON.stringify(facts)).not.toContain(PASSWORD);
  });

  it('leaves its masked form where its value stood', () => {
    const facts = extract(`TOKEN = "Bearer ${TOKEN}!"\n`);
    expect(facts.python?.body).toMatchObject([
      { k: 'assign', v: { k: 'str', v: `Bearer ${facts.secrets[0]?.masked}!` } },
    ]);
  });
});

describe('facts', () => {
  it('of an ignored file hold its size and nothing else', () => {
    const expected = { kind: 'ignored', size: 3, lineStarts: [0], problems: [], secrets: [], suppressions: [] };
    expect(extract('abc', 'ignored')).toEqual(expected);
  });

  it('do not complain of templates that do not parse as what they make', () => {
    const kinds = (text: string, kind: FileKind) => extract(text, kind).problems.map((problem) => problem.kind);
    expect(kinds('{{- if .Values.on }}\na: {{ .Values.a }}\n{{- end }}\n', 'yaml')).toEqual([]);
    expect(kinds('{"name": {{ name }}, }', 'json')).toEqual([]);
    expect(kinds('{% if x %}\nimport a\n{% endif %}\n', 'python')).toEqual([]);
    expect(kinds('on: [push\njobs: ${{ x }}\n', 'yaml')).toContain('syntax');
    expect(kinds('x = {{}\ndef (:\n', 'python')).toContain('syntax');
  });

  it('hold no token that is split over adjacent literals, and tell of it', () => {
    const token = ['gh', 'p_', 'x7Kq2mVbR9tLw4NzYc6PdHs8', 'JfGaUe3ToQ1i'].join('');
    const code = `KEY = "${token.slice(0, 11)}" "${token.slice(11)}"\nTEXT = ("two literals that are "\n  "a sentence")\n`;
    const facts = extract(code);
    expect(JSON.stringify(facts)).not.toContain(token.slice(4, 20));
    expect(facts.secrets).toMatchObject([{ type: 'github-token', s: 6 }]);
    expect(JSON.stringify(facts)).toContain('two literals that are a sentence');
  });

  it('tell how syntax is read', () => {
    expect(extractor.syntaxReader).toBe('memory');
  });

  it('of a module are its statements, with their places', () => {
    const code =
      '"""Doc."""\n@app.get("/x")\nasync def read(id: int = Path(1), *, q=None) -> X[str]:\n    return f"a{await id}"\n';
    expect(JSON.parse(JSON.stringify(extract(code)))).toEqual(GOLDEN);
  });
});

const GOLDEN = {
  kind: 'python',
  size: 108,
  lineStarts: [0, 11, 26, 82, 108],
  problems: [],
  secrets: [],
  suppressions: [],
  python: {
    body: [
      { k: 'expr', s: 0, e: 10, v: { k: 'str', s: 0, e: 10, v: 'Doc.' } },
      {
        k: 'def',
        s: 11,
        e: 107,
        name: 'read',
        async: true,
        decorators: [
          {
            k: 'call',
            s: 12,
            e: 25,
            fn: { k: 'attr', s: 12, e: 19, obj: { k: 'name', s: 12, e: 15, id: 'app' }, name: 'get' },
            args: [{ k: 'str', s: 20, e: 24, v: '/x' }],
            kw: [],
          },
        ],
        params: [
          {
            s: 41,
            e: 58,
            name: 'id',
            kind: 'normal',
            annotation: { k: 'name', s: 45, e: 48, id: 'int' },
            default: {
              k: 'call',
              s: 51,
              e: 58,
              fn: { k: 'name', s: 51, e: 55, id: 'Path' },
              args: [{ k: 'num', s: 56, e: 57, v: '1' }],
              kw: [],
            },
          },
          {
            s: 63,
            e: 69,
            name: 'q',
            kind: 'keyword',
            annotation: null,
            default: { k: 'const', s: 65, e: 69, v: null },
          },
        ],
        returns: {
          k: 'sub',
          s: 74,
          e: 80,
          obj: { k: 'name', s: 74, e: 75, id: 'X' },
          index: [{ k: 'name', s: 76, e: 79, id: 'str' }],
        },
        body: [
          {
            k: 'return',
            s: 86,
            e: 107,
            v: {
              k: 'fstr',
              s: 93,
              e: 107,
              parts: ['a', { k: 'await', s: 97, e: 105, v: { k: 'name', s: 103, e: 105, id: 'id' } }],
            },
          },
        ],
        head: { s: 26, e: 81 },
      },
    ],
    errors: [],
    imports: [],
    names: ['get', 'app', 'read', 'id', 'int', 'Path', 'q', 'str', 'X'],
  },
};

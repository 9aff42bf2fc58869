import { describe, expect, it } from '@jest/globals';
import type { Found } from '../../src/model/finding.ts';
import { defineProjectRule } from '../../src/rulekit/index.ts';
import { audit, entryOf, projectRule, told, wordRule } from './world.ts';

const bad = [wordRule('bad')];

describe('without base', () => {
  it('calls everything new', () => {
    expect(told(audit({ 'a.env': 'bad\nfine\nbad' }, null, bad))).toEqual(['new a.env:1', 'new a.env:3']);
  });
});

describe('against a base', () => {
  it('tells new from existing and fixed, whatever lines moved', () => {
    const base = { 'a.env': 'def f\nbad\ndef g\nbad', 'b.env': 'bad' };
    const head = { 'a.env': 'fine\nfine\ndef f\nbad\ndef h\nbad', 'b.env': 'bad' };
    expect(told(audit(head, base, bad))).toEqual([
      'new a.env:6',
      'existing a.env:4',
      'existing b.env:1',
      'fixed a.env:4',
    ]);
  });

  it('keeps fingerprints when lines are inserted above', () => {
    const before = audit({ 'a.env': 'def f\nbad' }, null, bad).findings[0];
    const after = audit({ 'a.env': 'x\nx\ndef f\nx\nbad' }, null, bad).findings[0];
    expect(after?.fingerprint).toBe(before?.fingerprint);
    expect(after?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
  });

  it('tells which of several equals is the new one, wherever it stands', () => {
    const newOf = (head: string, base: string) =>
      told(audit({ 'a.env': head }, { 'a.env': base }, bad)).filter((one) => !one.startsWith('existing'));
    expect(newOf('bad\nx\nbad\ny\nbad', 'x\nbad\ny\nbad')).toEqual(['new a.env:1']);
    expect(newOf('x\nbad\nbad\ny\nbad', 'x\nbad\ny\nbad')).toEqual(['new a.env:3']);
    expect(newOf('x\ny\nbad', 'x\nbad\ny\nbad')).toEqual(['fixed a.env:2']);
    expect(newOf('bad\nx\nbad\nx\nbad\nx\nbad', 'x\nbad\nbad')).toHaveLength(2);
  });

  it('gives each of several equals its own fingerprint', () => {
    const { findings } = audit({ 'a.env': 'bad\nx\nbad\nbad' }, { 'a.env': 'x\nbad' }, bad);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it('knows a function that moved to another file', () => {
    const base = { 'a.env': 'def f\nbad', 'b.env': 'x' };
    expect(told(audit({ 'a.env': 'x', 'b.env': 'x\ndef f\nbad' }, base, bad))).toEqual(['existing b.env:3']);
    expect(told(audit({ 'a.env': 'x', 'b.env': 'def f\nbad\nbad' }, base, bad))).toEqual([
      'new b.env:3',
      'existing b.env:2',
    ]);
    expect(told(audit({ 'a.env': 'x', 'b.env': 'def g\nbad' }, base, bad))).toEqual(['new b.env:2', 'fixed a.env:2']);
  });

  it('knows what a file without functions took along only when the old file is gone', () => {
    expect(told(audit({ 'b.env': 'bad' }, { 'a.env': 'bad' }, bad))).toEqual(['existing b.env:1']);
    const emptied = audit({ 'a.env': 'x', 'b.env': 'bad' }, { 'a.env': 'bad' }, bad);
    expect(told(emptied)).toEqual(['new b.env:1', 'fixed a.env:1']);
  });

  it('follows a renamed file whose module is part of the symbol', () => {
    const rename = (now: string, then: string, symbol: (path: string) => string) => {
      const rule = entryOf(
        projectRule('bad', (found) => ({ ...found, symbol: symbol(found.at.path) })),
        { id: 'bad' },
      );
      return told(audit({ [now]: 'bad' }, { [then]: 'bad' }, [rule], { renames: new Map([[now, then]]) }));
    };
    const dotted = (path: string) => `${path.replace('.py', '').replaceAll('/', '.')}.f`;
    expect(rename('app/new.py', 'app/old.py', dotted)).toEqual(['existing app/new.py:1']);
    expect(rename('src/app/new.py', 'src/app/old.py', (path) => dotted(path).slice(4))).toEqual([
      'existing src/app/new.py:1',
    ]);
    expect(rename('app/new.py', 'app/old.py', (path) => path)).toEqual(['existing app/new.py:1']);
  });

  it('counts equals of one symbol: one more is one new', () => {
    const result = audit({ 'a.env': 'bad\nbad\nbad' }, { 'a.env': 'bad\nbad' }, bad);
    expect(told(result)).toEqual(['new a.env:3', 'existing a.env:1', 'existing a.env:2']);
  });

  it('follows a renamed file', () => {
    const renames = new Map([['new.env', 'old.env']]);
    const result = audit({ 'new.env': 'x\nbad' }, { 'old.env': 'bad' }, bad, { renames });
    expect(told(result)).toEqual(['existing new.env:2']);
  });

  it('does not give the findings of a copied file the identity of the original', () => {
    const renames = new Map([['copy.env', 'old.env']]);
    const result = audit({ 'old.env': 'bad', 'copy.env': 'bad' }, { 'old.env': 'bad' }, bad, { renames });
    expect(told(result)).toEqual(['new copy.env:1', 'existing old.env:1']);
  });

  it('says nothing twice of one place', () => {
    const twice = entryOf(
      { scope: 'project', detect: (context) => [...detectBad(context), ...detectBad(context)] },
      { id: 'bad' },
    );
    expect(told(audit({ 'a.env': 'bad' }, null, [twice]))).toEqual(['new a.env:1']);
  });
});

const detectBad = (projectRule('bad') as Extract<ReturnType<typeof projectRule>, { scope: 'project' }>).detect;

describe('a finding with parts', () => {
  const columns = (found: Found): Found => ({
    ...found,
    subject: 'table',
    parts: [2, 3, 4].flatMap((line) => ({
      subject: `c${line}`,
      label: `column ${line}`,
      at: { ...found.at, span: { ...found.at.span, line, endLine: line } },
    })),
  });
  const some = (count: number) => [
    entryOf(
      projectRule('table', (found) => ({ ...columns(found), parts: columns(found).parts?.slice(0, count) ?? [] })),
      { id: 'drift', message: { en: '{count} of `{word}`: `{parts}`.', fr: '{count} de `{word}` : `{parts}`.' } },
    ),
  ];
  const files = { 'a.env': 'table\na\nb\nc' };

  it('names all its parts when it is new', () => {
    expect(audit(files, null, some(3)).findings[0]?.message).toBe(
      '3 of `table`: `column 2`, `column 3` and `column 4`.',
    );
  });

  it('points to its parts in other files', () => {
    const across = [
      entryOf(
        projectRule('table', (found) => {
          const away = { path: 'b.env', span: { ...found.at.span, line: 2, endLine: 2 } };
          return { ...found, parts: [{ subject: 'x', label: 'the other', at: away }] };
        }),
        { id: 'drift' },
      ),
    ];
    const [finding] = audit({ ...files, 'b.env': 'x\ny' }, null, across).findings;
    expect(finding?.related).toEqual([{ path: 'b.env', line: 2, message: '`the other`' }]);
  });

  it('is new again for the parts that are new, and stands at the first of them', () => {
    const grown = [
      entryOf(
        projectRule('table', (found, project) => ({
          ...columns(found),
          parts: columns(found).parts?.slice(0, project.paths().length) ?? [],
        })),
        { id: 'drift', message: { en: '{count}: `{parts}`.', fr: '{count} : `{parts}`.' } },
      ),
    ];
    const result = audit({ ...files, 'b.env': '', 'c.env': '' }, files, grown);
    expect(told(result)).toEqual(['new a.env:3']);
    expect(result.findings[0]?.message).toBe('2: `column 3` and `column 4`.');
    expect(told(audit(files, { ...files, 'b.env': '' }, grown))).toEqual(['existing a.env:1']);
  });

  it('is not new for the state of something that the base did not know', () => {
    const states = [
      entryOf(
        projectRule('table', (found, project) => ({
          ...found,
          parts: ['a.env', 'b.env'].flatMap((path) => {
            const lines = project.file(path)?.facts.lineStarts.length;
            return lines === undefined ? [] : [{ subject: `${path} ${lines}`, of: path, label: path, at: found.at }];
          }),
        })),
        { id: 'state', message: { en: '`{parts}`', fr: '`{parts}`' } },
      ),
    ];
    expect(told(audit({ ...files, 'b.env': 'x' }, files, states))).toEqual(['existing a.env:1']);
    const edited = audit({ ...files, 'b.env': 'x\nx' }, { ...files, 'b.env': 'x' }, states);
    expect(edited.findings.map(({ message }) => message)).toEqual(['`b.env`']);
  });
});

describe('places that are gathered', () => {
  /** One finding for each file, and one for all of them where there are more than two. */
  const rule = entryOf(
    defineProjectRule((asked) => {
      const parts = detectBad(asked).map(({ at, symbol }) => ({
        subject: `${at.path} ${symbol}`,
        label: symbol,
        at,
        alone: { values: { word: `alone ${symbol}` } },
      }));
      const files = [...Map.groupBy(parts, ({ at }) => at.path).values()];
      const groups = files.length > 2 ? [parts] : files;
      return groups.flatMap((group): Found[] =>
        group[0] ? [{ at: group[0].at, subject: 'bad', symbol: '', values: { word: 'all' }, parts: group }] : [],
      );
    }),
    { id: 'gathering', message: { en: '`{word}`: `{parts}`', fr: '`{word}` : `{parts}`' } },
  );
  const file = (name: string) => `def ${name}\nbad`;
  const two = { 'a.env': file('a'), 'b.env': file('b') };
  const three = { ...two, 'c.env': file('c') };

  it('are new for the place that comes, in its own words, and not for those that were there', () => {
    const { findings } = audit(three, two, [rule]);
    expect(findings.map(({ status, path, message }) => `${status} ${path} ${message}`)).toEqual([
      'new c.env `alone c`: `c`',
    ]);
  });

  it('are not new when there are few again, when their file is renamed, or when a function moves', () => {
    expect(told(audit(two, three, [rule]))).toEqual(['existing a.env:2', 'existing b.env:2']);
    const renames = new Map([['z.env', 'b.env']]);
    const renamed = { 'a.env': file('a'), 'z.env': file('b'), 'c.env': file('c') };
    expect(told(audit(renamed, three, [rule], { renames }))).toEqual(['existing a.env:2']);
    const moved = { 'a.env': `${file('a')}\n${file('b')}`, 'b.env': 'x' };
    expect(told(audit(moved, two, [rule]))).toEqual(['existing a.env:2']);
  });
});

describe('the cause', () => {
  const effect = [
    entryOf(
      projectRule('reader', (found, project) => {
        const other = project.file('model.env');
        const related = other ? [{ path: 'model.env', span: found.at.span, note: 'model' }] : [];
        return { ...found, related };
      }),
      { id: 'reader', related: { model: { en: 'The model.', fr: 'Le modèle.' } } },
    ),
  ];

  it('of a finding in an untouched file is the touched place that it refers to', () => {
    const changed = new Set(['model.env']);
    const [finding] = audit({ 'a.env': 'reader', 'model.env': 'x' }, { 'a.env': '' }, effect, { changed }).findings;
    expect(finding?.cause?.path).toBe('model.env');
    expect(finding?.related).toEqual([{ path: 'model.env', line: 1, message: 'The model.' }]);
  });

  it('of a finding in a touched file is where it stands', () => {
    const changed = new Set(['model.env', 'a.env']);
    const [finding] = audit({ 'a.env': 'reader', 'model.env': 'x' }, { 'a.env': '' }, effect, { changed }).findings;
    expect(finding?.cause).toBeNull();
  });
});

describe('what rests on a file', () => {
  const at = { path: 'b.env', span: { line: 1, column: 1, endLine: 1, endColumn: 4 } };
  const resting = entryOf(
    projectRule('bad', (found) => ({
      ...found,
      at,
      onlyNew: true,
      parts: [
        { subject: 'old', label: 'old', at, upon: 'a.env' },
        { subject: 'own', label: 'own', at, upon: 'new.env' },
      ],
    })),
  );

  it('is told only where the base has that file, under whatever name', () => {
    const head = { 'a.env': 'x', 'b.env': 'bad', 'new.env': 'x' };
    const partsOf = (base: Record<string, string>, renames: readonly (readonly [string, string])[] = []) =>
      audit(head, base, [resting], { renames: new Map(renames) }).findings.length;
    expect(partsOf({ 'a.env': 'x' })).toBe(1);
    expect(partsOf({ 'z.env': 'x' })).toBe(0);
    expect(partsOf({ 'z.env': 'x' }, [['a.env', 'z.env']])).toBe(1);
  });
});

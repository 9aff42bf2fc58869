import { expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { AuditError, type Snapshot } from '../../src/audit/ports.ts';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { createExtractor } from '../../src/facts/extract-facts.ts';
import { noFactStore } from '../../src/store/memory-fact-store.ts';

const extractor = await createExtractor({ digestKey: 'test' });

/** `null`: a file that is there, and cannot be read. */
function snapshotOf(files: Readonly<Record<string, string | null>>): Snapshot {
  return {
    commit: null,
    list: async () => Object.keys(files).map((path) => ({ path, id: `${path} ${files[path]?.length}`, mode: 'file' })),
    async read({ path }) {
      const text = files[path];
      if (typeof text !== 'string') throw new AuditError('gone', `${path} cannot be read`);
      return Buffer.from(text);
    },
  };
}

type Files = Parameters<typeof snapshotOf>[0];

async function problemsOf(head: Files, base: Files | null) {
  const request = {
    head: snapshotOf(head),
    base: base && snapshotOf(base),
    renames: new Map(),
    configuration: DEFAULT_CONFIGURATION,
    catalogue: [],
    today: '2026-01-01',
  };
  const { result } = await audit(request, { extractor, store: noFactStore });
  return result.coverage.problems.map(({ kind, path }) => `${kind} ${path}`);
}

const LARGE = `x = "${'x'.repeat(6_000_000)}"\n`;

it('code that could not be read makes the audit incomplete', async () => {
  expect(await problemsOf({ 'app/a.py': null, 'app/b.py': 'x = 1\n' }, null)).toEqual(['unreadable app/a.py']);
  expect(await problemsOf({ 'app/a.py': null }, { 'app/a.py': 'x = 1\n' })).toEqual(['unreadable app/a.py']);
  expect(await problemsOf({ 'app/a.py': LARGE }, { 'app/a.py': 'x = 1\n' })).toEqual(['unreadable app/a.py']);
});

it('what could not be read before either, or is data, does not', async () => {
  expect(await problemsOf({ 'app/a.py': null }, { 'app/a.py': null })).toEqual([]);
  expect(await problemsOf({ 'app/a.py': LARGE }, { 'app/a.py': LARGE })).toEqual([]);
  expect(await problemsOf({ 'data.json': `["${'x'.repeat(6_000_000)}"]` }, null)).toEqual([]);
});

/** What must be true of any repository and any change, tried on a small shop that is edited at random. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { memorySnapshot } from '../../bench/memory-snapshot.ts';
import { catalogue } from '../../rules/registry.generated.ts';
import { audit } from '../../src/audit/audit.ts';
import type { FactStore, Snapshot } from '../../src/audit/ports.ts';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { createExtractor } from '../../src/facts/extract-facts.ts';
import { fileKind } from '../../src/facts/kind.ts';
import type { FileFacts } from '../../src/model/facts.ts';
import type { ProjectInputs } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { renderRoutesJson } from '../../src/report/render-routes.ts';
import { renderSchemaJson } from '../../src/report/render-schema.ts';
import { noFactStore } from '../../src/store/memory-fact-store.ts';
import { expandTokens } from '../world/tokens.ts';

type Tree = ReadonlyMap<string, string>;

const extractor = await createExtractor({ digestKey: 'test' });
const demo = fileURLToPath(new URL('../../demo', import.meta.url));
const backend = treeIn(join(demo, 'backend'));
const withDefects: Tree = new Map([...backend, ...treeIn(join(demo, 'pull-request'))]);

function treeIn(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), expandTokens(readFileSync(path, 'utf8'))];
    }),
  );
}

async function report(head: Snapshot, base: Snapshot | null, store: FactStore = noFactStore): Promise<string> {
  const request = {
    head,
    base,
    renames: new Map(),
    configuration: DEFAULT_CONFIGURATION,
    catalogue,
    today: '2026-01-01',
  };
  const { result } = await audit(request, { extractor, store });
  return renderJson(result, { totalMs: 0 });
}

/** Numbers that look random and are the same each time. */
function random(seed: number): (below: number) => number {
  let state = seed * 7_919 + 1;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state >> 8) % below;
  };
}

/** Some files gone, moved, cut, or with lines dropped, doubled or exchanged. */
function edited(tree: Tree, seed: number): Tree {
  const next = random(seed);
  const files = new Map(tree);
  for (let edits = 1 + next(4); edits > 0; edits--) {
    const path = [...files.keys()][next(files.size)] ?? '';
    const text = files.get(path) ?? '';
    const lines = text.split('\n');
    const [i, j] = [next(lines.length), next(lines.length)];
    const kind = next(6);
    if (kind === 0) files.delete(path);
    else if (kind === 1) files.set(`moved/${path}`, text);
    else if (kind === 2) files.set(path, text.slice(0, next(text.length + 1)));
    else if (kind === 3) files.set(path, lines.toSpliced(i, 1).join('\n'));
    else if (kind === 4) files.set(path, lines.toSpliced(i, 0, lines[j] ?? '').join('\n'));
    else
      files.set(
        path,
        lines
          .with(i, lines[j] ?? '')
          .with(j, lines[i] ?? '')
          .join('\n'),
      );
  }
  return files;
}

const seen = new Map<string, FileFacts>();

/** Equal content has the very same facts, as within an audit. */
function inputsOf(tree: Tree): ProjectInputs {
  const paths = [...tree.keys()].sort();
  const files = paths.map((path): [string, FileFacts] => {
    const key = `${fileKind(path)} ${tree.get(path)}`;
    const facts = seen.get(key) ?? extractor.extract(Buffer.from(tree.get(path) ?? ''), fileKind(path));
    seen.set(key, facts);
    return [path, facts];
  });
  return { paths, files: new Map(files), hints: DEFAULT_CONFIGURATION.paths };
}

describe('an audit', () => {
  const head = memorySnapshot('head', withDefects);
  const base = memorySnapshot('base', backend);

  it('finds what is wrong with the pull request of the demonstration, and nothing in what was there before', async () => {
    // What a project should have beside its code is information.
    const rulesOf = (text: string): string[] =>
      JSON.parse(text)
        .findings.filter(({ severity }: { severity: string }) => severity !== 'info')
        .map(({ rule }: { rule: string }) => rule);
    expect([...new Set(rulesOf(await report(head, base)))].sort()).toEqual([
      'duplicate-health-endpoint',
      'duplicate-route',
      'handler-bypasses-service',
      'model-migration-drift',
      'model-without-migration',
      'secret-committed',
    ]);
    expect(rulesOf(await report(base, null))).toEqual([]);
  });

  it('gives the same bytes twice, and with the facts of earlier audits', async () => {
    const kept = new Map<string, string>();
    // As on a disk or in a database: what comes back is a copy.
    const store: FactStore = {
      get: async (keys) =>
        new Map(keys.flatMap((key) => (kept.has(key) ? [[key, JSON.parse(kept.get(key) ?? '')]] : []))),
      put: async (entries) => {
        for (const [key, facts] of entries) kept.set(key, JSON.stringify(facts));
      },
    };
    const fresh = await report(head, base);
    expect(await report(head, base)).toBe(fresh);
    expect(await report(head, base, store)).toBe(fresh);
    expect(await report(head, base, store)).toBe(fresh);
    expect(kept.size).toBeGreaterThan(20);
  });

  it('keeps fingerprints when lines are inserted above', async () => {
    const lower = new Map(
      [...withDefects].map(([path, text]) => [path, path.endsWith('.py') ? `# moved\n\n${text}` : text]),
    );
    const fingerprints = async (tree: Tree) =>
      JSON.parse(await report(memorySnapshot('head', tree), null))
        .findings.map((finding: { fingerprint: string }) => finding.fingerprint)
        .sort();
    expect(await fingerprints(lower)).toEqual(await fingerprints(withDefects));
  });

  it('holds no secret', async () => {
    const token = /sk_live_\w+/.exec([...withDefects.values()].join('\n'))?.[0] ?? '';
    expect(token.length).toBeGreaterThan(20);
    expect(await report(head, base)).not.toContain(token.slice(0, 12));
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'built on its base says what it says alone, in any order of files (%i)',
    (seed) => {
      const before = seed % 2 === 0 ? backend : withDefects;
      const after = edited(before, seed);
      const ask = (project: ReturnType<typeof createProject>) => [
        renderRoutesJson(project.routes()),
        renderSchemaJson(project.schema()),
        JSON.stringify(
          catalogue.flatMap(({ rule, meta }) =>
            rule.scope === 'project' ? rule.detect({ project, options: meta.options }) : [],
          ),
        ),
      ];
      const base = createProject(inputsOf(before));
      ask(base);
      const inputs = inputsOf(after);
      const reversed = { ...inputs, files: new Map([...inputs.files].reverse()) };
      expect(ask(createProject(inputs, base))).toEqual(ask(createProject(reversed)));
    },
  );
});

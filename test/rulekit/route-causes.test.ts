/** Where a comment about routes stands: on the line that the pull request changed, even if the routes are in files that it did not. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readRules } from '../../scripts/rule-tree.ts';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { auditProjects } from '../../src/engine/audit-projects.ts';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import type { Project } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';
import { placeComments } from '../../src/report/place-comments.ts';
import type { Rule } from '../../src/rulekit/index.ts';

type Files = Readonly<Record<string, string>>;

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'routes' });
});

function projectOf(files: Files, base: Project | null): Project {
  const encoder = new TextEncoder();
  const facts = Object.entries(files).map(([path, text]) => {
    return [path, extractor.extract(encoder.encode(text), 'python')] as const;
  });
  return createProject(
    { paths: Object.keys(files).sort(), files: new Map(facts), hints: DEFAULT_CONFIGURATION.paths },
    base,
  );
}

/** One hunk, from the first line that it shows on both sides. */
function hunk(line: number, lines: readonly string[]): string {
  const count = (sign: string): number => lines.filter((text) => !text.startsWith(sign)).length;
  return [`@@ -${line},${count('+')} +${line},${count('-')} @@`, ...lines].join('\n');
}

interface Change {
  readonly rule: string;
  readonly base: Files;
  readonly head: Files;
  /** Path → its hunk. */
  readonly diff: Files;
}

async function placesOf({ rule, base, head, diff }: Change): Promise<readonly string[]> {
  const folder = readRules(process.cwd()).find(({ id }) => id === rule);
  if (!folder?.readme.meta) throw new Error(`no rule ${rule}`);
  const file = join(process.cwd(), 'rules', folder.axis, folder.id, 'rule.ts');
  const module: { default: Rule } = await import(pathToFileURL(file).href);
  const atBase = projectOf(base, null);
  const { findings } = auditProjects({
    head: projectOf({ ...base, ...head }, atBase),
    base: atBase,
    headCommit: null,
    baseCommit: null,
    configuration: DEFAULT_CONFIGURATION,
    catalogue: [{ meta: { ...folder.readme.meta, stage: 'stable' }, rule: module.default }],
    today: '2026-01-01',
    renames: new Map(),
    changed: new Set(Object.keys(diff)),
    coverage: { files: 1, audited: 1, skipped: [], problems: [] },
  });
  const changed = Object.entries(diff).map(([path, patch]) => {
    return { path, previousPath: null, status: 'modified' as const, patch };
  });
  const { inline, rest } = placeComments(findings, changed, { max: 10, from: 'info' });
  return [...inline.map(({ path, line }) => `${path}:${line}`), ...rest.map(({ path }) => `${path}: no line`)];
}

const ROUTER = 'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n';
const ITEMS = `${ROUTER}@router.get("/{item_id}")\ndef item(item_id: int):\n    return {}\n`;
const REPORTS = `${ROUTER}@router.get("/{report_id}")\ndef report(report_id: int):\n    return {}\n\n\n@router.get("/all/items")\ndef all_items():\n    return []\n`;

function main(...includes: readonly string[]): string {
  return ['from fastapi import FastAPI', 'from app import items, reports', 'app = FastAPI()', ...includes, ''].join(
    '\n',
  );
}

describe('a comment about routes stands on the line that the pull request changed', () => {
  it('where a prefix makes two routes one', async () => {
    const base = { 'app/items.py': ITEMS, 'app/reports.py': REPORTS };
    const before = [
      'app.include_router(items.router, prefix="/items")',
      'app.include_router(reports.router, prefix="/reports")',
    ];
    const after = [before[0] ?? '', 'app.include_router(reports.router, prefix="/items")'];
    const change: Change = {
      rule: 'duplicate-route',
      base: { ...base, 'app/main.py': main(...before) },
      head: { 'app/main.py': main(...after) },
      diff: { 'app/main.py': hunk(3, [' app = FastAPI()', ` ${before[0]}`, `-${before[1]}`, `+${after[1]}`]) },
    };
    expect(await placesOf(change)).toEqual(['app/main.py:5']);
  });

  it('where the order of inclusion hides a route', async () => {
    const wide = `${ROUTER}@router.get("/{a}/{b}")\ndef wide(a: str, b: str):\n    return {}\n`;
    const base = { 'app/items.py': wide, 'app/reports.py': REPORTS };
    const [items, reports] = ['app.include_router(items.router)', 'app.include_router(reports.router)'];
    const change: Change = {
      rule: 'route-shadowed',
      base: { ...base, 'app/main.py': main(reports, items) },
      head: { 'app/main.py': main(items, reports) },
      diff: { 'app/main.py': hunk(3, [' app = FastAPI()', `+${items}`, ` ${reports}`, `-${items}`]) },
    };
    expect(await placesOf(change)).toEqual(['app/main.py:5']);
  });

  it('where a wider route is added above one that is far below', async () => {
    const filler = Array.from({ length: 20 }, (_, i) => `X${i} = ${i}`).join('\n');
    const narrow = `${filler}\n\n\n@router.get("/me")\ndef me():\n    return {}\n`;
    const added = ['@router.get("/{user_id}")', 'def user(user_id: int):', '    return {}', '', ''];
    const change: Change = {
      rule: 'route-shadowed',
      base: {
        'app/items.py': `${ROUTER}${narrow}`,
        'app/reports.py': ROUTER,
        'app/main.py': main('app.include_router(items.router)'),
      },
      head: { 'app/items.py': `${ROUTER}${added.join('\n')}\n${narrow}` },
      diff: { 'app/items.py': hunk(4, [' ', ' ', ...added.map((line) => `+${line}`), ' X0 = 0']) },
    };
    expect(await placesOf(change)).toEqual(['app/items.py:6']);
  });

  it('where a router is included once more', async () => {
    const line = 'app.include_router(items.router, prefix="/items")';
    const base = { 'app/items.py': ITEMS, 'app/reports.py': REPORTS, 'app/main.py': main(line) };
    const change: Change = {
      rule: 'router-included-twice',
      base,
      head: { 'app/main.py': main(line, line) },
      diff: { 'app/main.py': hunk(4, [` ${line}`, `+${line}`]) },
    };
    expect(await placesOf(change)).toEqual(['app/main.py:5']);
    expect(await placesOf({ ...change, rule: 'duplicate-route' })).toEqual([]);
  });

  it('where a second health check is taken in', async () => {
    const check = (path: string): string =>
      `import redis\nfrom fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("${path}")\ndef health():\n    redis.Redis().ping()\n    return "ok"\n`;
    const [items, reports] = ['app.include_router(items.router)', 'app.include_router(reports.router, prefix="/api")'];
    const change: Change = {
      rule: 'duplicate-health-endpoint',
      base: { 'app/items.py': check('/healthz'), 'app/reports.py': check('/health'), 'app/main.py': main(items) },
      head: { 'app/main.py': main(items, reports) },
      diff: { 'app/main.py': hunk(4, [` ${items}`, `+${reports}`]) },
    };
    expect(await placesOf(change)).toEqual(['app/main.py:5']);
  });

  it('where an inclusion goes and its neighbour stays', async () => {
    const [items, reports] = ['app.include_router(items.router)', 'app.include_router(reports.router)'];
    const change: Change = {
      rule: 'unmounted-router',
      base: { 'app/items.py': ITEMS, 'app/reports.py': REPORTS, 'app/main.py': main(items, reports) },
      head: { 'app/main.py': main(items) },
      diff: { 'app/main.py': hunk(3, [' app = FastAPI()', ` ${items}`, `-${reports}`]) },
    };
    expect(await placesOf(change)).toEqual(['app/main.py:4']);
  });
});

/** All tests of the tree, and whether something runs those that are coroutines. */
import type { PytestConfiguration, TestFunction, TestModule, Tests } from '../../model/tests.ts';
import { ciQuery } from '../ci/ci.ts';
import { type Db, query } from '../db.ts';
import { dependenciesQuery } from '../dependencies/projects.ts';
import { kindOf } from '../files.ts';
import { pytestConfigurations } from './pytest-configuration.ts';
import { type FoundTest, testFunctions } from './test-functions.ts';

export const testsQuery = query<Tests>('tests', (db) => {
  const configurations = db.get(pytestConfigurations);
  const modules = db.paths().flatMap((path): readonly TestModule[] => {
    if (!mayHoldTests(path) || db.get(kindOf, path) !== 'python') return [];
    const tests = db.get(testFunctions, path);
    return tests.length === 0 ? [] : [{ path, tests: tests.map((test) => settled(db, configurations, path, test)) }];
  });
  return { configurations, modules, others: db.paths().filter(isOtherTest) };
});

/** Files that people keep tests in; those that are given to tests as data, and templates of projects, are none. */
function mayHoldTests(path: string): boolean {
  if (/(^|\/)(fixtures?|test_?data|assets|resources|snippets|templates?|examples?|docs?(_src)?|\{\{[^/]*)\//.test(path))
    return false;
  return /(^|\/)(tests?|testing|e2e|unit|integration|spec)\/.*\.py$|(^|\/)(tests?|test_[^/]*|[^/]*_tests?)\.py$/.test(
    path,
  );
}

function isOtherTest(path: string): boolean {
  return /\.(feature|tavern\.ya?ml|robot|hurl)$|\.postman_collection\.json$|(^|\/)(tavern|bruno)\/.*\.(ya?ml|bru)$/.test(
    path,
  );
}

function settled(db: Db, configurations: readonly PytestConfiguration[], path: string, found: FoundTest): TestFunction {
  const { needsPlugin, isMarked, ...test } = found;
  if (!isCollected(path)) return test;
  const lacks = (what: 'mark' | 'plugin') => ({ ...test, idle: { why: 'async', lacks: what, at: test.at } as const });
  if (isMarked && db.get(lacksPlugin)) return lacks('plugin');
  return !needsPlugin || db.get(runsCoroutines, folderOf(path)) || isAuto(configurations, path) ? test : lacks('mark');
}

/** The names that pytest looks for by itself. */
function isCollected(path: string): boolean {
  return /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Configurations that are not read count as well: that they are not is another matter, and said elsewhere. */
function isAuto(configurations: readonly PytestConfiguration[], path: string): boolean {
  return configurations.some(
    ({ path: at, options }) =>
      path.startsWith(folderOf(at)) &&
      options.some(({ name, value }) =>
        /^(asyncio_mode|anyio_mode|trio_mode)$/.test(name)
          ? /^(auto|true|1|legacy)$/i.test(value.trim())
          : name === 'addopts' && /mode[= ]auto|-p[= ]?(no:)?\w*(aiohttp|trio|tornado)/.test(value),
      ),
  );
}

const HOOKS = new Set([
  'pytest_pyfunc_call',
  'pytest_pycollect_makeitem',
  'iscoroutinefunction',
  'anyio_backend',
  'pytest_plugins',
]);
const MARKING = /^(asyncio|anyio|trio|is_async_test)$/;

/** Whether a `conftest.py` above a folder, a command of CI or a task may run coroutines without a mark. */
const runsCoroutines = query<boolean>('runs-coroutines', (db, folder) => {
  if (db.get(asksForAuto) || db.get(hasPlugin)) return true;
  const parts = folder.split('/');
  for (let count = parts.length - 1; count >= 0; count--) {
    const path = [...parts.slice(0, count), 'conftest.py'].join('/');
    const names = db.facts(path)?.python?.names ?? [];
    if (names.some((name) => HOOKS.has(name))) return true;
    if (names.includes('pytest_collection_modifyitems') && names.some((name) => MARKING.test(name))) return true;
  }
  return false;
});

/** `pytest --asyncio-mode=auto`, in CI or in a script beside the code. */
const asksForAuto = query<boolean>('asks-for-async-mode', (db) => {
  const isAsked = (text: string) => /asyncio[-_]mode[= ]auto|anyio[-_]mode[= ]auto/.test(text);
  if (
    db
      .get(ciQuery)
      .pipelines.some(({ jobs }) => jobs.some(({ commands }) => commands.some(({ text }) => isAsked(text))))
  )
    return true;
  return db
    .paths()
    .filter((path) => /(^|\/)([Mm]akefile|justfile|tasks?\.py|noxfile\.py|[\w-]*test[\w-]*\.sh)$/.test(path))
    .some((path) => (db.facts(path)?.script ?? []).some(({ text }) => isAsked(text)));
});

/** Plugins that run coroutines without a mark. */
const PLUGINS =
  /^(pytest-(aiohttp|trio|tornado|tornasync|twisted|sanic|quart|quart-trio|curio|asyncio-cooperative|asyncio-concurrent|django-asyncio)|alt-pytest-asyncio|asynctest|pytest-homeassistant-custom-component)$/;
/** Whatever may bring pytest-asyncio along. */
const BRINGS = /asyncio|^pytest-(aio|async|invenio|homeassistant)|(^|-)(testing|tests?-?utils|dev-?tools|toolkit)$/;

/** What the manifests and locks of the tree declare; `isOpen`: and perhaps more. */
const declaredNames = query<{ readonly names: readonly string[]; readonly isOpen: boolean }>('declared-names', (db) => {
  const { projects } = db.get(dependenciesQuery);
  const names = projects.flatMap(({ manifests, locked }) => [
    ...manifests.flatMap(({ declared }) => declared.map(({ name }) => name)),
    ...(locked ?? []),
  ]);
  return {
    names: [...new Set(names)].sort(),
    isOpen: projects.some(({ manifests }) => manifests.some(({ open }) => open)),
  };
});

const hasPlugin = query<boolean>('has-coroutine-plugin', (db) =>
  db.get(declaredNames).names.some((name) => PLUGINS.test(name)),
);

/** The repository says what its tests need, and pytest-asyncio is not among it, nor named by anything that installs or configures. */
const lacksPlugin = query<boolean>('lacks-asyncio-plugin', (db) => {
  const { names, isOpen } = db.get(declaredNames);
  if (isOpen || !names.includes('pytest') || names.some((name) => BRINGS.test(name))) return false;
  if (db.get(pytestConfigurations).some(({ options }) => options.some(({ name }) => name.startsWith('asyncio'))))
    return false;
  const isNamed = (text: string) => /pytest[-_]asyncio/.test(text);
  const { pipelines } = db.get(ciQuery);
  return !pipelines.some(({ jobs }) =>
    jobs.some(({ commands, hidden }) => hidden || commands.some(({ text }) => isNamed(text))),
  );
});

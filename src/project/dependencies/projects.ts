/** The Python projects of a tree: manifests, locks and versions by the folder that they govern. */

import { entriesOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Dependencies, DependencyManifest, PythonProject, PythonStatement } from '../../model/dependencies.ts';
import type { DataNode } from '../../model/facts.ts';
import { keywordArgument } from '../../model/python-walk.ts';
import { normalisedName } from '../../model/requirement-text.ts';
import { type Db, query } from '../db.ts';
import type { ManifestFile } from '../deployment/env-value.ts';
import { joinPath } from '../deployment/paths.ts';
import { isWorkflow } from '../deployment/workflow.ts';
import { kindOf } from '../files.ts';
import { condaManifest, imageManifest, pipfileManifest } from './other-manifests.ts';
import { pyprojectManifest, texts } from './pyproject.ts';
import { pythonStatements, workflowPythons } from './pythons.ts';
import { requirementsManifest } from './requirements-file.ts';
import { setupCall, setupCfgManifest, setupPyManifest } from './setup-files.ts';

/** What is installed, copied or given as an example. */
const ASIDE =
  /(^|\/)(site-packages|node_modules|fixtures?|testdata|test_data|test-data|examples?|samples?|templates?|cookiecutter[^/]*|\{\{[^/]*|demos?|docs?_src)\//i;
/** What is started beside the application does not say what that runs on. */
const BESIDE =
  /(^|\/)(evals?|\w*tests?|testing|e2e|qa|ci|docs?|scripts?|tools?|bench\w*|devel|playground|\.devcontainer)\//i;
/** A folder that only holds files for the one above. */
const HOLDER =
  /(^|\/)(requirements?|reqs?|requires|deps|dependencies|pip|conda|docker|dockerfiles?|deploy|deployment|build|config|conf|etc|\.devcontainer|\.docker|containers?)$/i;

/** The folder that a file speaks for. */
function folderOf(path: string): string {
  let folder = joinPath(path, '..');
  for (let up = 0; up < 3 && HOLDER.test(folder); up++) folder = joinPath(folder, '..');
  return folder;
}

const manifestOf = query<DependencyManifest | null>('dependency-manifest', (db: Db, path) => {
  const facts = db.facts(path);
  return facts && !ASIDE.test(path) ? readManifest({ path, facts }) : null;
});

function readManifest(file: ManifestFile): DependencyManifest | null {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase();
  if (file.facts.kind === 'requirements') return requirementsManifest(file);
  if (file.facts.kind === 'dockerfile') return imageManifest(file);
  if (name === 'pyproject.toml') return pyprojectManifest(file);
  if (name === 'setup.py') return setupPyManifest(file);
  if (name === 'setup.cfg') return setupCfgManifest(file);
  if (name === 'pipfile') return pipfileManifest(file);
  return /^(conda[-_.])?(environment|env)[\w.-]*\.ya?ml$/.test(name) ? condaManifest(file) : null;
}

const pythonsOf = query<readonly PythonStatement[]>('pythons-of-file', (db, path) => {
  const facts = db.facts(path);
  return facts && !ASIDE.test(path) && !BESIDE.test(path) ? pythonStatements({ path, facts }) : [];
});

const workflowPythonsOf = query('pythons-of-workflow', (db, path) => {
  const facts = db.facts(path);
  return facts ? workflowPythons({ path, facts }) : [];
});

const NAMED =
  /(^|\/)(pyproject\.toml|setup\.(py|cfg)|Pipfile|(conda[-_.])?(environment|env)[\w.-]*\.ya?ml|runtime\.txt|\.python-version|\.tool-versions|mypy\.ini|\.?ruff\.toml|tox\.ini|app\.yaml|serverless\.ya?ml)$/i;

export const dependenciesQuery = query<Dependencies>('dependencies', (db) => {
  const files = db.paths().filter((path) => {
    const kind = db.get(kindOf, path);
    return kind === 'requirements' || kind === 'dockerfile' || (kind !== null && NAMED.test(path));
  });
  const manifests = files.flatMap((path) => db.get(manifestOf, path) ?? []);
  const folders = [
    ...new Set(manifests.filter(({ format }) => format !== 'image').map(({ path }) => folderOf(path))),
  ].sort();
  const known = new Set(folders);
  const locks = db.paths().filter((path) => isLock(path) && !ASIDE.test(path));
  const pythons = files.flatMap((path) => db.get(pythonsOf, path).map((said) => ({ folder: folderOf(path), said })));
  const tests = db
    .paths()
    .filter(isWorkflow)
    .flatMap((path) =>
      db.get(workflowPythonsOf, path).map(({ folder, said }) => ({
        folder: folders.length === 1 ? (folders[0] ?? '') : joinPath('', folder),
        said,
      })),
    );
  const byFolder = <T>(items: readonly T[], at: (item: T) => string) =>
    Map.groupBy(items, (item) => nearestOf(known, at(item)));
  const locksOf = byFolder(locks, folderOf);
  const manifestsOf = byFolder(manifests, ({ path }) => folderOf(path));
  const saidOf = byFolder([...pythons, ...tests], ({ folder }) => folder);
  return {
    projects: folders.map((folder): PythonProject => {
      const own = locksOf.get(folder) ?? [];
      const mine = manifestsOf.get(folder) ?? [];
      const read = own.filter((path) => db.get(kindOf, path) === 'lock');
      return {
        folder,
        manifests: mine,
        locks: own,
        locked: read.length === 0 ? null : [...new Set(read.flatMap((path) => db.facts(path)?.locked ?? []))].sort(),
        own: [...new Set(mine.flatMap(({ path }) => ownNames(db, path)))].sort(),
        pythons: (saidOf.get(folder) ?? []).map(({ said }) => said),
      };
    }),
  };
});

/** The folder itself or the nearest above it among `known`; `null`: none. */
function nearestOf(known: ReadonlySet<string>, folder: string): string | null {
  for (let at = folder; ; at = joinPath(at, '..')) {
    if (known.has(at)) return at;
    if (at === '') return null;
  }
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

function isLock(path: string): boolean {
  return /(^|\/)(poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|pylock(\.[\w-]+)?\.toml|conda-lock\.ya?ml|pixi\.lock|requirements[\w.-]*\.lock)$/.test(
    path,
  );
}

/** Names that a project gives itself: of its distribution, and of the packages that it says it is made of. */
function ownNames(db: Db, path: string): readonly string[] {
  const facts = db.facts(path);
  if (!facts) return [];
  const [root] = facts.documents ?? [];
  const tool = valueAt(root, 'tool');
  const call = path.endsWith('setup.py') ? setupCall({ path, facts }) : null;
  const name = call ? keywordArgument(call, 'name') : undefined;
  const nodes: (DataNode | null)[] = [
    valueAt(root, 'project', 'name'),
    valueAt(tool, 'poetry', 'name'),
    valueAt(root, 'metadata', 'name'),
    valueAt(tool, 'maturin', 'module-name'),
  ];
  const includes = valueAt(tool, 'poetry', 'packages');
  const packages =
    includes?.k === 'seq' ? includes.items.flatMap((item) => textOf(valueAt(item, 'include')) ?? []) : [];
  return [
    ...nodes.flatMap((node) => textOf(node) ?? []),
    ...(name?.k === 'str' ? [name.v] : []),
    ...packages,
    ...texts(valueAt(tool, 'setuptools', 'packages')),
    ...entriesOf(valueAt(tool, 'setuptools', 'package-dir')).map(({ key }) => key),
  ]
    .filter((one) => one !== '')
    .map((one) => normalisedName(one.split(/[./]/)[0] ?? one));
}

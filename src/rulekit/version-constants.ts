/** The version of a Python package, and the constants of its code that repeat it. */
import { textOf, valueAt } from '../model/data-walk.ts';
import type { Project, SourceFile } from '../model/project.ts';
import { normalisedName } from '../model/requirement-text.ts';
import { type Place, spanOf } from '../model/span.ts';
import { isApplicationCode } from './application.ts';
import { codeOf } from './code.ts';

export interface PackageVersion {
  readonly folder: string;
  /** Of the distribution. */
  readonly name: string;
  readonly version: string;
  readonly at: Place;
  /** Those that say another version, in path order. */
  readonly others: readonly VersionConstant[];
}

interface VersionConstant {
  /** `Settings.PROJECT_VERSION`, `__version__`, `FastAPI(version=…)`. */
  readonly name: string;
  readonly version: string;
  readonly at: Place;
}

const VERSION = /^v?(\d+)\.(\d+)(?:\.(\d+))?((?:[-.+]?[a-z][\w.+-]*)?)$/i;
/** What tools write into a new manifest, and nobody looks at again. */
const UNTOUCHED = /^v?0\.(0\.[01]|1\.0)\b/;
/** What stands where nobody knows the version. */
const NONE = /^v?0\.0(\.0)?$/;

/** The packages of which the code says another version than the manifest. */
export function contradictedVersions(project: Project): readonly PackageVersion[] {
  const packages = project.filesOfKind('toml').flatMap((file) => declaredIn(file));
  if (packages.length === 0) return [];
  const constants = constantsOf(project);
  const deepest = packages.toSorted((a, b) => b.folder.length - a.folder.length);
  const byPackage = Map.groupBy(constants, ({ at }) => deepest.find(({ folder }) => isBelow(at.path, folder)));
  return packages.flatMap((one): PackageVersion[] => {
    const others = (byPackage.get(one) ?? []).filter(
      ({ name, at, version }) => speaksFor(name, at.path, one) && !NONE.test(version) && !isSame(version, one.version),
    );
    return others.length === 0 ? [] : [{ ...one, others }];
  });
}

/** `__version__` of the package itself; of another package, or one further down, it is a version of its own. */
function speaksFor(constant: string, path: string, { folder, name }: Pick<PackageVersion, 'folder' | 'name'>): boolean {
  if (constant !== '__version__') return true;
  const inside = (folder === '' ? path : path.slice(folder.length + 1)).replace(/^(src|lib|python)\//, '').split('/');
  const [first = ''] = inside;
  return (
    inside.length === 2 && (/^(app|api|backend|server)$/.test(first) || normalisedName(first) === normalisedName(name))
  );
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function declaredIn({ path, facts }: SourceFile): readonly Omit<PackageVersion, 'others'>[] {
  if (!/(^|\/)pyproject\.toml$/.test(path)) return [];
  const [root] = facts.documents ?? [];
  const node = valueAt(root, 'project', 'version') ?? valueAt(root, 'tool', 'poetry', 'version');
  const version = textOf(node);
  if (node === null || version === null || !VERSION.test(version) || UNTOUCHED.test(version)) return [];
  const name = textOf(valueAt(root, 'project', 'name') ?? valueAt(root, 'tool', 'poetry', 'name')) ?? '';
  return [
    {
      name,
      folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
      version,
      at: { path, span: spanOf(facts.lineStarts, node) },
    },
  ];
}

const SETTING = /^_*((project|app|application|service|backend|server|package)_?)?version$/i;

function constantsOf(project: Project): readonly VersionConstant[] {
  const settings = project.settings().fields.flatMap(({ name, owner, default: fallback, at }): VersionConstant[] => {
    if (!SETTING.test(name) || fallback.kind !== 'constant' || typeof fallback.value !== 'string') return [];
    if (!isApplicationCode(project, at.path)) return [];
    return VERSION.test(fallback.value)
      ? [{ name: owner === '' ? name : `${owner}.${name}`, version: fallback.value, at }]
      : [];
  });
  const inCode = project.eachFile('python', 'version-constants', (file, of) =>
    isApplicationCode(of, file.path) ? constantsIn(file) : [],
  );
  const known = new Set(settings.map(({ at }) => `${at.path}:${at.span.line}`));
  return [...settings, ...inCode.filter(({ at }) => !known.has(`${at.path}:${at.span.line}`))].sort((a, b) =>
    a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : a.at.span.line - b.at.span.line,
  );
}

function constantsIn(file: SourceFile): readonly VersionConstant[] {
  const names = file.facts.python?.names ?? [];
  if (!names.some((name) => name === 'version' || SETTING.test(name) || name === '__version__')) return [];
  const at = (range: { s: number; e: number }): Place => ({
    path: file.path,
    span: spanOf(file.facts.lineStarts, range),
  });
  const found: VersionConstant[] = [];
  for (const stmt of file.facts.python?.body ?? []) {
    const [target] = stmt.k === 'assign' ? stmt.targets : [];
    if (stmt.k !== 'assign' || target?.k !== 'name' || stmt.v?.k !== 'str' || !VERSION.test(stmt.v.v)) continue;
    if (target.id === '__version__' || /^(PROJECT|APP|SERVICE|BACKEND)_VERSION$/.test(target.id)) {
      found.push({ name: target.id, version: stmt.v.v, at: at(stmt) });
    }
  }
  for (const { call, name } of names.includes('FastAPI') ? codeOf(file).calls : []) {
    const value =
      name !== null && /(^|\.)FastAPI$/.test(name)
        ? call.kw.find((keyword) => keyword.name === 'version')?.v
        : undefined;
    if (value?.k === 'str' && VERSION.test(value.v))
      found.push({ name: 'FastAPI(version=…)', version: value.v, at: at(value) });
  }
  return found;
}

/** `1.2` is `1.2.0`, `v1.2.0` is `1.2.0`, `1.2.0-beta.1` is `1.2.0b1` as far as one can tell. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [VERSION.exec(a), VERSION.exec(b)];
  if (!left || !right) return true;
  const core = (match: RegExpExecArray) => `${match[1]}.${match[2]}.${match[3] ?? 0}`;
  return core(left) === core(right);
}

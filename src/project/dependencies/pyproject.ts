/** pyproject.toml of every vintage: PEP 621, PEP 735, Poetry, PDM, uv, Hatch, Rye. */
import { entriesOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Declared, DependencyManifest } from '../../model/dependencies.ts';
import type { DataEntry, DataNode } from '../../model/facts.ts';
import { normalisedName, parseRequirement } from '../../model/requirement-text.ts';
import { type ManifestFile, placeOf } from '../deployment/env-value.ts';
import { joinPath } from '../deployment/paths.ts';

type Role = Declared['role'];

/** `null`: it configures tools, and declares nothing. */
export function pyprojectManifest(file: ManifestFile): DependencyManifest | null {
  const [root] = file.facts.documents ?? [];
  const [project, tool] = [valueAt(root, 'project'), valueAt(root, 'tool')];
  const [poetry, groups] = [valueAt(tool, 'poetry'), valueAt(root, 'dependency-groups')];
  if (!project && !poetry && !groups && !valueAt(tool, 'uv', 'dev-dependencies')) return null;
  const folder = joinPath(file.path, '..');
  const lists = (node: DataNode | null, role: Role) => entriesOf(node).flatMap(({ v }) => listed(file, v, role));
  const dynamic = itemsOf(valueAt(project, 'dynamic')).some((item) => textOf(item) === 'dependencies');
  const files = dynamic ? dynamicFiles(tool) : [];
  return {
    path: file.path,
    format: valueAt(poetry, 'dependencies') && !valueAt(project, 'dependencies') ? 'poetry' : 'pyproject',
    declared: [
      ...listed(file, valueAt(project, 'dependencies'), 'runtime'),
      ...lists(valueAt(project, 'optional-dependencies'), 'extra'),
      ...lists(groups, 'development'),
      ...lists(valueAt(tool, 'pdm', 'dev-dependencies'), 'development'),
      ...listed(file, valueAt(tool, 'uv', 'dev-dependencies'), 'development'),
      ...listed(file, valueAt(tool, 'rye', 'dev-dependencies'), 'development'),
      ...entriesOf(valueAt(tool, 'hatch', 'envs')).flatMap(({ v }) => [
        ...listed(file, valueAt(v, 'dependencies'), 'development'),
        ...listed(file, valueAt(v, 'extra-dependencies'), 'development'),
      ]),
      ...poetryDeclared(file, poetry),
      ...listed(file, valueAt(root, 'build-system', 'requires'), 'build'),
    ],
    open: dynamic && files.length === 0,
    includes: files.map((path) => joinPath(folder, path)),
    locals: [...sources(tool), ...poetryPaths(poetry)].map((path) => joinPath(folder, path)),
  };
}

function listed(file: ManifestFile, node: DataNode | null, role: Role): readonly Declared[] {
  return itemsOf(node).flatMap((item) => {
    const text = textOf(item);
    const read = text === null ? null : parseRequirement(text);
    if (read === null) return [];
    const { url, ...named } = read;
    return [{ ...named, role, source: url === null ? 'index' : 'fixed', at: placeOf(file, item) } as const];
  });
}

function poetryDeclared(file: ManifestFile, poetry: DataNode | null): readonly Declared[] {
  const of = (node: DataNode | null, role: Role) => entriesOf(node).flatMap((entry) => poetryEntry(file, entry, role));
  return [
    ...of(valueAt(poetry, 'dependencies'), 'runtime'),
    ...of(valueAt(poetry, 'dev-dependencies'), 'development'),
    ...entriesOf(valueAt(poetry, 'group')).flatMap(({ key, v }) =>
      of(valueAt(v, 'dependencies'), /^(main|prod|production|runtime)$/.test(key) ? 'runtime' : 'development'),
    ),
  ];
}

/** `httpx = "^0.27"`, `httpx = { version = "^0.27", optional = true }`; also what Pipfile says. */
export function poetryEntry(file: ManifestFile, { key, v, s, e }: DataEntry, role: Role): readonly Declared[] {
  const name = normalisedName(key);
  if (name === 'python') return [];
  const [only] = v.k === 'seq' ? v.items : [v];
  const version = textOf(only) ?? textOf(valueAt(only, 'version')) ?? '';
  const optional = textOf(valueAt(only, 'optional')) === 'true';
  const fixed = ['path', 'git', 'url', 'file'].some((where) => valueAt(only, where) !== null);
  return [
    {
      name,
      role: optional && role === 'runtime' ? 'extra' : role,
      specifier: version === '*' ? '' : version,
      extras: itemsOf(valueAt(only, 'extras')).flatMap((item) => textOf(item) ?? []),
      marker: textOf(valueAt(only, 'markers')) ?? textOf(valueAt(only, 'python')),
      source: fixed ? 'fixed' : 'index',
      at: placeOf(file, { s, e }),
    },
  ];
}

/** `[tool.setuptools.dynamic] dependencies = { file = ["requirements.txt"] }`, and Hatch's plugin for the same. */
function dynamicFiles(tool: DataNode | null): readonly string[] {
  const setuptools = valueAt(tool, 'setuptools', 'dynamic', 'dependencies', 'file');
  const hatch = valueAt(tool, 'hatch', 'metadata', 'hooks', 'requirements_txt', 'files');
  const single = textOf(setuptools);
  return [...(single === null ? [] : [single]), ...[setuptools, hatch].flatMap((node) => texts(node))];
}

function sources(tool: DataNode | null): readonly string[] {
  const paths = entriesOf(valueAt(tool, 'uv', 'sources')).flatMap(({ v }) => textOf(valueAt(v, 'path')) ?? []);
  const members = texts(valueAt(tool, 'uv', 'workspace', 'members')).map((member) => member.replace(/\/\*.*$/, ''));
  return [...paths, ...members];
}

function poetryPaths(poetry: DataNode | null): readonly string[] {
  const groups = entriesOf(valueAt(poetry, 'group')).map(({ v }) => valueAt(v, 'dependencies'));
  return [valueAt(poetry, 'dependencies'), valueAt(poetry, 'dev-dependencies'), ...groups].flatMap((node) =>
    entriesOf(node).flatMap(({ v }) => textOf(valueAt(v, 'path')) ?? []),
  );
}

/** The texts of a list. */
export function texts(node: DataNode | null): readonly string[] {
  return itemsOf(node).flatMap((item) => textOf(item) ?? []);
}

/** For which Python a file of configuration says that the project is. */
import { entriesOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { PythonStatement } from '../../model/dependencies.ts';
import type { DataNode, DockerInstruction } from '../../model/facts.ts';
import { keywordArgument } from '../../model/python-walk.ts';
import type { Range } from '../../model/span.ts';
import { type ManifestFile, placeOf } from '../deployment/env-value.ts';
import { purposeOfPath } from '../deployment/purpose.ts';
import { texts } from './pyproject.ts';
import { setupCall } from './setup-files.ts';
import { minorsOf } from './specifiers.ts';

interface Said {
  readonly kind: PythonStatement['kind'];
  readonly where: string;
  /** A specifier; what people read where `text` is absent. */
  readonly specifier: string;
  readonly text?: string;
  readonly range: Range;
}

/** What one file says; workflows aside, of which only the jobs that test count. */
export function pythonStatements(file: ManifestFile): readonly PythonStatement[] {
  return saidIn(file).flatMap((said) => statementOf(file, said));
}

function statementOf(file: ManifestFile, { kind, where, specifier, text, range }: Said): readonly PythonStatement[] {
  const minors = minorsOf(specifier);
  // Nobody runs 3.0 to 3.4 any more: `3.1` is what YAML makes of `3.10`.
  if (minors === null || minors.length === 0 || minors.every((minor) => minor < 5)) return [];
  return [{ kind, where, text: text ?? specifier, minors, at: placeOf(file, range) }];
}

function saidIn(file: ManifestFile): readonly Said[] {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'pyproject.toml') return ofPyproject(file);
  if (name === 'pipfile') return ofNode(file, 'requires', 'python_version', ['requires', 'python_version']);
  if (name === 'setup.cfg') return ofNode(file, 'requires', 'python_requires', ['options', 'python_requires']);
  if (name === 'setup.py') return ofSetup(file);
  if (name === 'mypy.ini') return ofNode(file, 'checks', 'mypy', ['mypy', 'python_version']);
  if (name === 'ruff.toml' || name === '.ruff.toml') return ofTarget('ruff', valueAt(rootOf(file), 'target-version'));
  if (name === 'tox.ini') return ofTox(rootOf(file));
  if (name === 'app.yaml' || /^serverless\.ya?ml$/.test(name)) return ofRuntime(rootOf(file));
  if (file.facts.kind === 'dockerfile') return ofImages(file);
  return ofVersionFile(file, name);
}

function rootOf(file: ManifestFile): DataNode | null {
  return file.facts.documents?.[0] ?? null;
}

function ofNode(file: ManifestFile, kind: Said['kind'], where: string, path: readonly string[]): readonly Said[] {
  const node = valueAt(rootOf(file), ...path);
  const specifier = textOf(node);
  return node === null || specifier === null ? [] : [{ kind, where, specifier, range: node }];
}

function ofPyproject(file: ManifestFile): readonly Said[] {
  const tool = valueAt(rootOf(file), 'tool');
  return [
    ...ofNode(file, 'requires', 'requires-python', ['project', 'requires-python']),
    ...ofNode(file, 'requires', 'python', ['tool', 'poetry', 'dependencies', 'python']),
    ...ofNode(file, 'checks', 'mypy', ['tool', 'mypy', 'python_version']),
    ...ofNode(file, 'checks', 'pyright', ['tool', 'pyright', 'pythonVersion']),
    ...ofTarget('ruff', valueAt(tool, 'ruff', 'target-version')),
    ...itemsOf(valueAt(tool, 'black', 'target-version'))
      .flatMap((item) => ofTarget('black', item))
      .slice(0, 1),
  ];
}

/** `py312`: the oldest version that the code is to run on. */
function ofTarget(where: string, node: DataNode | null): readonly Said[] {
  const text = textOf(node);
  const minor = /^py3(\d{1,2})$/.exec(text ?? '')?.[1];
  return node === null || text === null || minor === undefined
    ? []
    : [{ kind: 'checks', where, specifier: `3.${minor}`, text, range: node }];
}

function ofSetup(file: ManifestFile): readonly Said[] {
  const call = setupCall(file);
  const value = call ? keywordArgument(call, 'python_requires') : undefined;
  return value?.k === 'str' ? [{ kind: 'requires', where: 'python_requires', specifier: value.v, range: value }] : [];
}

/** `envlist = py{310,311}, lint` */
function ofTox(root: DataNode | null): readonly Said[] {
  const node = valueAt(root, 'tox', 'envlist') ?? valueAt(root, 'tox', 'env_list');
  const text = (textOf(node) ?? '').slice(0, 1_000);
  const short = Array.from(text.matchAll(/py\{([\d,\s]+)\}|py(3\d+)/g), ([, many, one]) => many ?? one ?? '');
  const minors = short.flatMap((list) => list.split(',')).flatMap((one) => /^\s*3(\d{1,2})\s*$/.exec(one)?.[1] ?? []);
  if (node === null || minors.length === 0) return [];
  const specifier = minors.map((minor) => `3.${minor}`).join('||');
  return [{ kind: 'tests', where: 'tox', specifier, text: text.replace(/\s+/g, ' ').slice(0, 80), range: node }];
}

/** App Engine and Serverless: `runtime: python312`, `provider: { runtime: python3.12 }`. */
function ofRuntime(root: DataNode | null): readonly Said[] {
  return [valueAt(root, 'runtime'), valueAt(root, 'provider', 'runtime')].flatMap((node): readonly Said[] => {
    const text = textOf(node);
    const minor = /^python3\.?(\d{1,2})$/.exec(text ?? '')?.[1];
    return node === null || text === null || minor === undefined
      ? []
      : [{ kind: 'runs', where: 'runtime', specifier: `3.${minor}`, text, range: node }];
  });
}

const IMAGE = /(?:^|\/)python:(3\.\d{1,2})|(?:^|[:/_-])python-?(3\.\d{1,2})/;

/** Every stage, as what one stage installs is copied into another; of what is built for production. */
function ofImages(file: ManifestFile): readonly Said[] {
  const instructions = file.facts.dockerfile ?? [];
  const kind = (purposeOfPath(file.path) ?? 'production') === 'production' ? 'runs' : 'local';
  return instructions.flatMap((instruction): readonly Said[] => {
    if (instruction.name !== 'FROM') return [];
    const from = withArguments(instruction.args.join(' ').trim().split(/\s+/, 1)[0] ?? '', instructions);
    const match = IMAGE.exec(from);
    const version = match?.[1] ?? match?.[2];
    return version === undefined ? [] : [{ kind, where: 'FROM', specifier: version, text: from, range: instruction }];
  });
}

/** `python:${PYTHON_VERSION}-slim` with the defaults of the build arguments. */
function withArguments(text: string, instructions: readonly DockerInstruction[]): string {
  const defaults = new Map<string, string>();
  for (const { name, args } of instructions) {
    const match = name === 'ARG' ? /^(\w+)=["']?([^"'\s]*)/.exec(args.join(' ')) : null;
    if (match?.[1] !== undefined && !defaults.has(match[1])) defaults.set(match[1], match[2] ?? '');
  }
  return text.replace(
    /\$\{?(\w+)(?::-([^}]*))?\}?/g,
    (_, name: string, fallback?: string) => defaults.get(name) ?? fallback ?? '',
  );
}

function ofVersionFile(file: ManifestFile, name: string): readonly Said[] {
  const lines = (file.facts.versions ?? []).filter(({ tool }) => tool === null || tool === 'python');
  const first = lines[0];
  if (first === undefined) return [];
  const versions = lines.map(({ version }) => version);
  const said = { specifier: versions.join('||'), text: versions.join(', '), range: first, where: name };
  if (name === 'runtime.txt') return first.tool === 'python' ? [{ ...said, kind: 'runs' }] : [];
  if (name === '.python-version') return [{ ...said, kind: 'local' }];
  if (name === '.tool-versions') return first.tool === 'python' ? [{ ...said, kind: 'local' }] : [];
  return [];
}

const TESTS =
  /\b(pytest|py\.test|tox|nox|unittest|make\s+(\S+\s+)*\S*test\S*|just\s+\S*test\S*|manage\.py\s+test|hatch\s+(run\s+)?\S*test\S*)\b/;

/** The versions with which a workflow tests, one statement for each job; `folder`: where its commands run. */
export function workflowPythons(
  file: ManifestFile,
): readonly { readonly folder: string; readonly said: PythonStatement }[] {
  const root = rootOf(file);
  return entriesOf(valueAt(root, 'jobs')).flatMap(({ v: job }) => {
    const steps = itemsOf(valueAt(job, 'steps'));
    if (!steps.some((step) => TESTS.test((textOf(valueAt(step, 'run')) ?? '').slice(0, 20_000)))) return [];
    const folder =
      textOf(valueAt(job, 'defaults', 'run', 'working-directory')) ??
      textOf(valueAt(root, 'defaults', 'run', 'working-directory')) ??
      '';
    return steps.flatMap((step) => {
      if (!/^(actions\/setup-python|astral-sh\/setup-uv)@/.test(textOf(valueAt(step, 'uses')) ?? '')) return [];
      const node = valueAt(step, 'with', 'python-version');
      if (node === null) return [];
      const versions = versionsOf(node, job, root);
      const specifier = versions.join('||');
      return statementOf(file, {
        kind: 'tests',
        where: 'python-version',
        specifier,
        text: versions.join(', '),
        range: node,
      }).map((said) => ({ folder, said }));
    });
  });
}

/** A version, several of them, or a reference to the matrix or the environment. */
function versionsOf(node: DataNode, job: DataNode, root: DataNode | null): readonly string[] {
  const written = node.k === 'seq' ? texts(node) : (textOf(node) ?? '').split('\n');
  return written.flatMap((text): readonly string[] => {
    const reference = /^\$\{\{\s*(matrix|env)\.([\w-]+)\s*\}\}$/.exec(text.trim());
    if (reference === null) return text.trim() === '' ? [] : [text.trim()];
    const [, of, name = ''] = reference;
    if (of === 'env') {
      const value = textOf(valueAt(job, 'env', name)) ?? textOf(valueAt(root, 'env', name));
      return value === null ? [text] : [value];
    }
    const matrix = valueAt(job, 'strategy', 'matrix');
    const included = itemsOf(valueAt(matrix, 'include')).flatMap((item) => textOf(valueAt(item, name)) ?? []);
    return [...texts(valueAt(matrix, name)), ...included];
  });
}

/** Pipfile, conda environments, and what Dockerfiles install by themselves. */
import { entriesOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Declared, DependencyManifest } from '../../model/dependencies.ts';
import { normalisedName, parseRequirement } from '../../model/requirement-text.ts';
import { type ManifestFile, placeOf } from '../deployment/env-value.ts';
import { joinPath } from '../deployment/paths.ts';
import { poetryEntry } from './pyproject.ts';

export function pipfileManifest(file: ManifestFile): DependencyManifest {
  const [root] = file.facts.documents ?? [];
  const of = (section: string, role: Declared['role']) =>
    entriesOf(valueAt(root, section)).flatMap((entry) => poetryEntry(file, entry, role));
  const locals = entriesOf(valueAt(root, 'packages')).flatMap(({ v }) => textOf(valueAt(v, 'path')) ?? []);
  return {
    path: file.path,
    format: 'pipfile',
    declared: [...of('packages', 'runtime'), ...of('dev-packages', 'development')],
    open: false,
    includes: [],
    locals: locals.map((path) => joinPath(joinPath(file.path, '..'), path)),
  };
}

/** `environment.yml`: conda's own packages, and those of pip below them. */
export function condaManifest(file: ManifestFile): DependencyManifest | null {
  const [root] = file.facts.documents ?? [];
  const dependencies = itemsOf(valueAt(root, 'dependencies'));
  if (dependencies.length === 0 || !dependencies.some((item) => textOf(item) !== null)) return null;
  const declared: Declared[] = [];
  const includes: string[] = [];
  for (const item of dependencies) {
    const text = textOf(item);
    if (text !== null) {
      const name = /^(?:[\w.-]+::)?([\w.-]+)/.exec(text)?.[1];
      if (name === undefined) continue;
      const specifier = text.slice(text.indexOf(name) + name.length).trim();
      const exact = specifier.replace(/^=(?!=)/, '==');
      declared.push({
        name: normalisedName(name),
        role: 'runtime',
        specifier: exact,
        extras: [],
        marker: null,
        source: 'index',
        at: placeOf(file, item),
      });
    }
    for (const inner of itemsOf(valueAt(item, 'pip'))) {
      const line = textOf(inner) ?? '';
      const included = /^-r\s+(\S+)/.exec(line)?.[1];
      if (included !== undefined) includes.push(joinPath(joinPath(file.path, '..'), included));
      const read = parseRequirement(line);
      if (read === null) continue;
      const { url, ...named } = read;
      declared.push({ ...named, role: 'runtime', source: url === null ? 'index' : 'fixed', at: placeOf(file, inner) });
    }
  }
  return { path: file.path, format: 'conda', declared, open: false, includes, locals: [] };
}

const INSTALL =
  /\b(?:pip3?|pipenv|uv\s+pip|conda|mamba)\s+(?:-\S+\s+)*install\s+([^&|;]*)|\b(?:uv|poetry|pdm)\s+(?:-\S+\s+)*add\s+([^&|;]*)/g;

/** Images that bring Python packages of their own. */
const IMAGES: readonly [RegExp, readonly string[]][] = [
  [/fastapi/, ['fastapi', 'starlette', 'uvicorn', 'gunicorn', 'pydantic']],
  [/uvicorn|gunicorn|starlette/, ['starlette', 'uvicorn', 'gunicorn']],
  [/uwsgi-nginx-flask|flask/, ['flask']],
  [/pytorch|torch/, ['torch', 'torchvision', 'torchaudio', 'numpy']],
  [/tensorflow/, ['tensorflow', 'keras', 'numpy']],
  [/airflow/, ['apache-airflow', 'sqlalchemy', 'pendulum', 'requests', 'jinja2', 'flask']],
  [/jupyter|datascience|notebook/, ['numpy', 'pandas', 'matplotlib', 'scipy', 'ipython', 'requests', 'scikit-learn']],
  [/playwright/, ['playwright']],
  [/lambda/, ['boto3', 'botocore']],
];

/** What an image installs without a manifest: `RUN pip install gunicorn`, and what it is built from. */
export function imageManifest(file: ManifestFile): DependencyManifest | null {
  const declared: Declared[] = [];
  for (const instruction of file.facts.dockerfile ?? []) {
    const text = instruction.args.join(' ');
    const names = instruction.name === 'RUN' ? installed(text) : instruction.name === 'FROM' ? brought(text) : [];
    for (const name of names) {
      declared.push({
        name,
        role: 'runtime',
        specifier: '',
        extras: [],
        marker: null,
        source: 'fixed',
        at: placeOf(file, instruction),
      });
    }
  }
  return declared.length === 0
    ? null
    : { path: file.path, format: 'image', declared, open: false, includes: [], locals: [] };
}

function installed(command: string): readonly string[] {
  if (command.length > 20_000) return [];
  return Array.from(command.matchAll(INSTALL), ([, pip, add]) => pip ?? add ?? '').flatMap((words) =>
    words.split(/\s+/).flatMap((word) => {
      const bare = word.replace(/^["']|["']$/g, '');
      return bare.startsWith('-') || bare.includes('/') ? [] : (parseRequirement(bare)?.name ?? []);
    }),
  );
}

function brought(from: string): readonly string[] {
  const image = from.trim().split(/\s+/, 1)[0] ?? '';
  return IMAGES.filter(([pattern]) => pattern.test(image)).flatMap(([, names]) => names);
}

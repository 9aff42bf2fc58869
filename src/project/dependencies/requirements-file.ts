/** pip's requirements and constraints as manifests. */
import type { Declared, DependencyManifest } from '../../model/dependencies.ts';
import type { Requirement } from '../../model/facts.ts';
import { type ManifestFile, placeOf } from '../deployment/env-value.ts';
import { joinPath } from '../deployment/paths.ts';

export function requirementsManifest(file: ManifestFile): DependencyManifest {
  const entries = file.facts.requirements ?? [];
  const folder = joinPath(file.path, '..');
  const of = (flag: RegExp) =>
    entries.flatMap(({ option }) => (option && flag.test(option.flag) ? [option.value] : []));
  const locals = [...of(/^(-e|--editable)$/), ...of(/^$/).filter((value) => /^\.{0,2}\//.test(value) || value === '.')]
    .filter((value) => !value.includes('://'))
    .map((value) => joinPath(folder, value.replace(/\[.*$/, '').replace(/^file:/, '')));
  return {
    path: file.path,
    format: /(^|\/)constraints[^/]*$/.test(file.path) ? 'constraints' : 'requirements',
    declared: entries.flatMap((entry) => declaredOf(file, entry)),
    open: entries.some(isNameless) || file.facts.problems.length > 0,
    includes: of(/^(-r|--requirement|-c|--constraint)$/)
      .filter((value) => !value.includes('://'))
      .map((value) => joinPath(folder, value)),
    locals,
  };
}

function declaredOf(file: ManifestFile, entry: Requirement): readonly Declared[] {
  const { name, option } = entry;
  if (name === null) return [];
  const source = option === null ? 'index' : 'fixed';
  const { specifier, extras, marker } = entry;
  return [{ name, role: roleOfFile(file.path), specifier, extras, marker, source, at: placeOf(file, entry) }];
}

/** An address without a name: what it brings cannot be told. A path of this repository is looked at as such. */
function isNameless({ name, option }: Requirement): boolean {
  if (name !== null || option === null) return false;
  return (
    (option.flag === '' || /^(-e|--editable)$/.test(option.flag)) && /:\/\/|\.(whl|tar\.gz|zip)/.test(option.value)
  );
}

const DEVELOPMENT =
  /(^|[-_./])(dev|devel|develop|development|test|tests|testing|lint|linting|linters?|docs?|documentation|ci|local|typing|types|mypy|style|quality|bench|benchmarks?|tools?|check|checks|qa|debug|e2e|pre-?commit|format|build|release|contrib)([-_.]|$)/i;
const RUNTIME =
  /(^|[-_./])(requirements|base|main|common|core|prod|production|app|api|web|server|backend|runtime|deploy|install)\.(txt|in)$/i;

const DEVELOPMENT_FOLDER =
  /(^|\/)(tests?|testing|docs?|documentation|bench(marks?)?|examples?|samples?|e2e|ci)([-_.][^/]*)?\//i;

/** What a file of requirements is for, by its name and the folder that it is in. */
function roleOfFile(path: string): Declared['role'] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (DEVELOPMENT.test(name) || DEVELOPMENT_FOLDER.test(path)) return 'development';
  return RUNTIME.test(name) ? 'runtime' : 'extra';
}

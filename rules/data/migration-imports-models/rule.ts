import {
  codeOf,
  defineProjectRule,
  type Expr,
  type Found,
  type Part,
  type Project,
} from '../../../src/rulekit/index.ts';
import { type RevisionFile, revisionFiles } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) => {
  const mapped = new Set(project.schema().models.tables.map(({ symbol, at }) => `${at.path}#${symbol}`));
  return project.schema().chains.flatMap((chain): Found[] => {
    const parts = revisionFiles(project, chain).flatMap((one) => importedModels(project, one, mapped));
    const [first] = parts;
    if (!first) return [];
    const values = { folder: chain.versionLocations[0] ?? chain.scriptLocation };
    return [{ at: first.at, subject: chain.scriptLocation, symbol: '', values, parts }];
  });
});

/** Mapped classes that a migration imports and works with. */
function importedModels(
  project: Project,
  { revision, file }: RevisionFile,
  mapped: ReadonlySet<string>,
): readonly Part[] {
  const used = new Set(codeOf(file).calls.flatMap(({ call }) => [call.fn, ...call.args].flatMap(rootsOf)));
  const models = project
    .importsOf(file.path)
    .flatMap(({ to, names, at }) =>
      names.flatMap(({ name, path }) => (mapped.has(`${path ?? to}#${name}`) && used.has(name) ? [{ name, at }] : [])),
    );
  const [first] = models;
  if (!first) return [];
  return [
    {
      subject: revision.id,
      label: `${first.name} (${file.path.slice(file.path.lastIndexOf('/') + 1)})`,
      at: { path: file.path, span: first.at.span },
    },
  ];
}

/** The names that an expression begins with. */
function rootsOf(expr: Expr): readonly string[] {
  return expr.k === 'name' ? [expr.id] : expr.k === 'attr' ? rootsOf(expr.obj) : [];
}

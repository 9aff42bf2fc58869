import { isApplicationCode } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type Project, type Setting } from '../../../src/rulekit/index.ts';

export default defineProjectRule<{ readonly minFields: number }>(({ project, options }) => {
  const own = project
    .settings()
    .fields.filter(
      ({ kind, owner, variables, at }) =>
        kind === 'class' && NAMED.test(owner) && variables.length > 0 && isApplicationCode(project, at.path),
    );
  const byClass = Map.groupBy(own, ({ at, owner }) => `${at.path} ${owner}`);
  return [...byClass.values()].flatMap((fields) => (fields.length < options.minFields ? [] : foundOf(project, fields)));
});

/** The one configuration of an application; what is called after a part of it, or made by code, has reasons of its own. */
const NAMED = /^(app|application|project|base|global|core|server|service)?_?(settings|config|configuration)$/i;

/** In a project that has pydantic, and where no framework with a way of its own reads the class. */
function foundOf(project: Project, fields: readonly Setting[]): Found[] {
  const [first] = fields;
  if (!first) return [];
  const declared = namesFor(project, first.at.path);
  if (!['fastapi', 'pydantic', 'pydantic-settings'].some((name) => declared.has(name))) return [];
  if (['flask', 'django', 'quart'].some((name) => declared.has(name))) return [];
  const typed = fields.find(({ type }) => type !== null) ?? first;
  return [
    {
      at: first.at,
      subject: first.owner,
      symbol: first.owner,
      ...(!declared.has('pydantic-settings') && { severity: 'info' }),
      values: {
        owner: first.owner,
        count: fields.length,
        field: typed.name,
        type: typed.type ?? 'str',
        variable: typed.name,
      },
    },
  ];
}

/** What the manifests of a module's project and of those above it declare. */
function namesFor(project: Project, path: string): ReadonlySet<string> {
  const above = project.dependencies().projects.filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
  return new Set(
    above.flatMap(({ manifests }) => manifests.flatMap(({ declared }) => declared.map(({ name }) => name))),
  );
}

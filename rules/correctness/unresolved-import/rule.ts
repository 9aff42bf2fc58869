import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type UnresolvedImport } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'unresolved-imports', ({ path }, of) => {
    const byModule = Map.groupBy(of.unresolvedImports(path), ({ module, at }) => `${module} ${at.span.line}`);
    return [...byModule.values()].flatMap(foundOf);
  }),
);

/** One finding for each statement. */
function foundOf(missing: readonly UnresolvedImport[]): Found[] {
  const [first] = missing;
  if (!first) return [];
  const { module, name, target, similar, elsewhere, at, lazy } = first;
  const common = { at, symbol: '', ...(lazy && { confidence: 'medium' as const }) };
  if (name === null) return [{ ...common, subject: module, variant: 'module', values: { module, target } }];
  const names = [...new Set(missing.flatMap((one) => one.name ?? []))];
  const variant = similar !== null ? 'similar' : elsewhere !== null ? 'elsewhere' : null;
  return [
    {
      ...common,
      subject: `${module} ${names.join(' ')}`,
      ...(variant !== null && { variant }),
      values: { names, name, module, target, similar: similar ?? '', elsewhere: elsewhere ?? '' },
    },
  ];
}

import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { countOf } from '../../../src/rulekit/tests.ts';

const WIDE = /(^|\/)(integration|e2e|end_to_end|functional|acceptance|system)(_?tests?)?\//;

export default defineProjectRule<{ readonly minTests: number }>(({ project, options }) => {
  const { modules, configurations } = project.tests();
  if (countOf(modules) < options.minTests) return [];
  const isUnit = modules.some(
    ({ path, tests }) => /(^|[/_])units?([/_.]|tests?)/.test(path) || tests.some(({ marks }) => marks.includes('unit')),
  );
  if (isUnit || !modules.every(({ path }) => WIDE.test(path))) return [];
  return configurations.flatMap((one): Found[] => {
    const markers = one.options.find(({ name, value }) => name === 'markers' && /^\s*unit\b/m.test(value));
    if (!markers) return [];
    const values = {
      path: one.path,
      tests: countOf(modules),
      folders: [...new Set(modules.map(({ path }) => WIDE.exec(path)?.[2] ?? ''))],
    };
    return [{ at: markers.at, subject: 'unit', symbol: '', values }];
  });
});

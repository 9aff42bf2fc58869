import { installCommand, placeOfTestRunner } from '../../../src/rulekit/ci.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { servedRoutes } from '../../../src/rulekit/tests.ts';

export default defineProjectRule<{ readonly minRoutes: number }>(({ project, options }) => {
  const routes = servedRoutes(project);
  const { modules, others, configurations } = project.tests();
  if (routes.length < options.minRoutes || modules.length > 0 || others.length > 0) return [];
  const folders = configurations.flatMap((one) => one.options).find(({ name }) => name === 'testpaths');
  const at = folders?.at ?? placeOfTestRunner(project);
  const example = routes.find(({ path, methods }) => methods.includes('GET') && !path.includes('{')) ?? routes[0];
  if (!at || !example) return [];
  return [
    {
      at,
      subject: 'tests',
      symbol: '',
      values: { routes: routes.length, path: example.path, install: installCommand(project) },
    },
  ];
});

import { applicationFiles } from '../../../src/rulekit/application.ts';
import { importedFiles } from '../../../src/rulekit/imported.ts';
import {
  codeOf,
  defineProjectRule,
  type Found,
  keywordArgument,
  placeIn,
  scopeOf,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  // A script or a command line has one connection.
  if (project.routes().routes.length === 0) return [];
  const imported = importedFiles(project);
  return applicationFiles(project)
    .filter(({ path, facts }) => imported.has(path) && facts.python?.names.some((name) => CREATES.has(name)))
    .flatMap((file) =>
      codeOf(file).calls.flatMap((site): Found[] => {
        const { call, name, symbol } = site;
        const [url] = call.args;
        if (name === null || !ENGINE.test(name) || !url) return [];
        if (call.kw.some((keyword) => keyword.name === null || /^(pool|creator)/.test(keyword.name))) return [];
        if (keywordArgument(call, 'connect_args') !== undefined) return [];
        const { value } = project.flow(scopeOf(file, site), url);
        if (typeof value !== 'string' || !/^(postgres|mysql|mariadb|oracle|mssql)/.test(value)) return [];
        return [{ at: placeIn(file, call), subject: name, symbol, values: { call: name.split('.').at(-1) ?? name } }];
      }),
    );
});

const CREATES = new Set(['create_engine', 'create_async_engine']);
const ENGINE = /^(sqlalchemy|sqlmodel)(\.\w+)*\.create_(async_)?engine$/;

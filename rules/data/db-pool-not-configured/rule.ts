import { eachApplicationFile } from '../../../src/rulekit/application.ts';
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
  const engines = eachApplicationFile(project, 'engines-without-pool', (file, of) => {
    if (!file.facts.python?.names.some((name) => CREATES.has(name))) return [];
    return codeOf(file).calls.flatMap((site): Found[] => {
      const { call, name, symbol } = site;
      const [url] = call.args;
      if (name === null || !ENGINE.test(name) || !url) return [];
      if (call.kw.some((keyword) => keyword.name === null || /^(pool|creator)/.test(keyword.name))) return [];
      if (keywordArgument(call, 'connect_args') !== undefined) return [];
      const { value } = of.flow(scopeOf(file, site), url);
      if (typeof value !== 'string' || !/^(postgres|mysql|mariadb|oracle|mssql)/.test(value)) return [];
      return [{ at: placeIn(file, call), subject: name, symbol, values: { call: name.split('.').at(-1) ?? name } }];
    });
  });
  const imported = importedFiles(project);
  return engines.filter(({ at }) => imported.has(at.path));
});

const CREATES = new Set(['create_engine', 'create_async_engine']);
const ENGINE = /^(sqlalchemy|sqlmodel)(\.\w+)*\.create_(async_)?engine$/;

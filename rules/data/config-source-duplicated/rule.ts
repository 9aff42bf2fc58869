import { eachApplicationFile, isApplicationCode } from '../../../src/rulekit/application.ts';
import { importedFiles } from '../../../src/rulekit/imported.ts';
import {
  codeOf,
  defineProjectRule,
  type Found,
  type Place,
  type Project,
  placeIn,
  type Setting,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const { fields } = project.settings();
  const known = fields.filter((field) => isDatabaseField(project, field));
  return [...Map.groupBy(readsOf(project, fields), ({ variable }) => variable)].flatMap(
    ([variable, reads]): Found[] => {
      const field = known.find(({ variables }) => variables.includes(variable));
      const others = field ? reads.filter((read) => isBeside(read.at.path, field)) : [];
      const [first] = others;
      if (!field || !first) return [];
      const name = `${field.owner}.${field.name}`;
      return [
        {
          at: first.at,
          subject: variable,
          symbol: first.symbol,
          values: { variable, field: name, owner: field.owner, attribute: field.name },
          related: [
            { path: field.at.path, span: field.at.span, note: 'field', values: { field: name } },
            ...others.slice(1, 8).map(({ at }) => ({ ...at, note: 'too' })),
          ],
        },
      ];
    },
  );
});

const URL_VARIABLE = /^([A-Z0-9]+_)*(DATABASE|DB|POSTGRES|POSTGRESQL|SQLALCHEMY_DATABASE|SQL)_(URL|URI|DSN)$/;

function isDatabaseField(project: Project, { kind, variables, at, purpose }: Setting): boolean {
  return (
    kind !== 'variable' &&
    purpose !== 'test' &&
    isApplicationCode(project, at.path) &&
    variables.some((variable) => URL_VARIABLE.test(variable))
  );
}

interface Read {
  readonly variable: string;
  readonly at: Place;
  readonly symbol: string;
}

/** Where application code asks the environment itself. */
function readsOf(project: Project, fields: readonly Setting[]): readonly Read[] {
  const settingsFiles = new Set(fields.filter(({ kind }) => kind !== 'variable').map(({ at }) => at.path));
  const reads = eachApplicationFile(project, 'database-variables', (file) =>
    codeOf(file).calls.flatMap(({ call, name, symbol }): Read[] => {
      const [variable] = name !== null && /^os\.(getenv|environ\.get)$/.test(name) ? call.args : [];
      return variable?.k === 'str' && URL_VARIABLE.test(variable.v)
        ? [{ variable: variable.v, at: placeIn(file, call), symbol }]
        : [];
    }),
  );
  return reads.filter(({ at }) => !settingsFiles.has(at.path) && importedFiles(project).has(at.path));
}

/** In the same service: below the folder around the package that declares the settings. */
function isBeside(path: string, { at }: Setting): boolean {
  const folders = at.path.split('/').slice(0, -1);
  const home = folders.slice(0, Math.max(1, folders.length - 1)).join('/');
  return home === '' || path.startsWith(`${home}/`);
}

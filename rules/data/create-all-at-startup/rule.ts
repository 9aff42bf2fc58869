import { applicationFiles, eachApplicationFile } from '../../../src/rulekit/application.ts';
import { importedFiles } from '../../../src/rulekit/imported.ts';
import {
  type Call,
  type Chain,
  codeOf,
  defineProjectRule,
  dottedName,
  type Found,
  type Project,
  placeIn,
  type SourceFile,
} from '../../../src/rulekit/index.ts';
import { isAtHome } from '../../../src/rulekit/revisions.ts';
import { applicationsIn, startupFunctions } from '../../../src/rulekit/startup.ts';
import { unconditionalCalls } from '../../../src/rulekit/unconditional.ts';

export default defineProjectRule(({ project }) => {
  const { chains } = project.schema();
  // Without migrations, `create_all` is the way that the tables are made.
  if (chains.length === 0) return [];
  return eachApplicationFile(project, 'tables-made-at-startup', (file, of) =>
    file.facts.python?.names.includes('create_all') ? creationsIn(of, file, of.schema().chains) : [],
  );
});

function creationsIn(project: Project, file: SourceFile, chains: readonly Chain[]): readonly Found[] {
  const chain = chains.find((one) => isAtHome(one, file.path));
  const body = file.facts.python?.body;
  if (!chain || !body) return [];
  const found = (call: Call, symbol: string, related: Found['related']): Found => ({
    at: placeIn(file, call),
    subject: 'create_all',
    symbol,
    values: { call: writtenAs(call), folder: chain.versionLocations[0] ?? chain.scriptLocation },
    related: related ?? [],
  });
  // A script that makes tables is run by somebody who wants them.
  if (applicationsIn(file).length === 0 && !importedFiles(project).has(file.path)) return [];
  const atImport = unconditionalCalls(body)
    .filter(createsAll)
    .map((call) => found(call, '', []));
  const inFunctions = codeOf(file).functions.flatMap(({ def, symbol }) => {
    const [call] = unconditionalCalls(def.body).filter(createsAll);
    if (!call) return [];
    if (FACTORY.test(def.name)) return [found(call, symbol, [])];
    const callers = callersOf(project, file, { name: def.name, start: def.s });
    if (callers === null) return [];
    return [
      found(
        call,
        symbol,
        callers.slice(0, 4).map((at) => ({ ...at, note: 'start' })),
      ),
    ];
  });
  return [...atImport, ...inFunctions];
}

const FACTORY = /^(create|make|build|get)_(app|application)$/;

/**
 * Where start-up code calls the function, whatever the configuration says; empty for one that start-up itself is.
 * `null`: it is not called there, or on a condition only.
 */
function callersOf(
  project: Project,
  home: SourceFile,
  { name, start }: { readonly name: string; readonly start: number },
): readonly Found['at'][] | null {
  const starting = startupFunctions(project);
  const callers = applicationFiles(project).flatMap((file) => {
    if (!file.facts.python?.names.includes(name) || !knows(project, file, home, name)) return [];
    const bodies = codeOf(file)
      .functions.filter(({ def }) => starting.has(`${file.path} ${def.s}`) || FACTORY.test(def.name))
      .map(({ def }) => def.body);
    if (applicationsIn(file).length > 0) bodies.push(file.facts.python.body);
    return bodies.flatMap((body) =>
      unconditionalCalls(body)
        .filter((call) => isCallOf(call, name))
        .map((call) => placeIn(file, call)),
    );
  });
  if (callers.length > 0) return callers;
  const isStarter = starting.has(`${home.path} ${start}`) && !isCalled(project, name);
  return isStarter ? [] : null;
}

function knows(project: Project, file: SourceFile, home: SourceFile, name: string): boolean {
  if (file.path === home.path) return true;
  return project
    .importsOf(file.path)
    .some(({ to, names }) => to === home.path || names.some((one) => one.name === name && one.path === home.path));
}

function isCalled(project: Project, name: string): boolean {
  return applicationFiles(project).some((file) => codeOf(file).calls.some(({ call }) => isCallOf(call, name)));
}

function isCallOf({ fn }: Call, name: string): boolean {
  return dottedName(fn)?.split('.').at(-1) === name;
}

/** `Base.metadata.create_all(engine)`, `db.create_all()`, `conn.run_sync(Base.metadata.create_all)`. */
function createsAll({ fn, args }: Call): boolean {
  const given = fn.k === 'attr' && fn.name === 'run_sync' ? args[0] : fn;
  return given !== undefined && /(^|\.)(metadata|metadata_obj|db)\.create_all$/.test(dottedName(given) ?? '');
}

function writtenAs({ fn, args }: Call): string {
  const [first] = args;
  const name = dottedName(fn) ?? 'create_all';
  return name.endsWith('run_sync') && first ? (dottedName(first) ?? 'create_all') : name;
}

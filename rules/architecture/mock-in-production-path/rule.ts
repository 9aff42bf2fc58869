import {
  type Call,
  codeOf,
  defineProjectRule,
  type Found,
  type FunctionDef,
  type Project,
  placeIn,
  type Served,
  type Site,
  type SourceFile,
} from '../../../src/rulekit/index.ts';
import { answers, type Kind, type MadeUp, madeUpIn } from '../../../src/rulekit/made-up-results.ts';

interface Answer {
  readonly file: SourceFile;
  readonly site: Site<FunctionDef>;
  readonly served: Served;
  readonly madeUp: MadeUp;
}

export default defineProjectRule(({ project }) => {
  return project.eachFile('python', 'made-up', (file, of) => {
    if (of.layerOf(file.path) === 'test' || ASIDE.test(file.path)) return [];
    const sites = sitesIn(of, file, of.memo('mock-names', mockNames));
    return [...Map.groupBy(sites, ({ madeUp }) => madeUp.kind)].flatMap(([kind, group]) => foundOf(kind, group) ?? []);
  });
});

/** Files that are mocks as a whole are chosen by whoever imports them; seeders and demos make data up for a living. */
const ASIDE =
  /(^|\/)[^/]*(mock|fake|dummy|stub|demo|seed|faker|factory|fixture|sample|example|simulat|sandbox)[^/]*(\/|\.py$)/i;

/** The functions and classes of the repository that answer, by their last name. */
function mockNames(project: Project): ReadonlySet<string> {
  const found = project.eachFile('python', 'mock-names', (file, of) => {
    if (of.layerOf(file.path) === 'test') return [];
    const { functions, classes } = codeOf(file);
    return [...functions, ...classes].flatMap(({ def }) =>
      /mock|fake|dummy/i.test(def.name) && answers(def) ? [def.name] : [],
    );
  });
  return new Set(found);
}

function sitesIn(project: Project, file: SourceFile, mocks: ReadonlySet<string>): Answer[] {
  const isOurs = ({ fn }: Call): boolean => mocks.has(fn.k === 'name' ? fn.id : fn.k === 'attr' ? fn.name : '');
  return codeOf(file).functions.flatMap((site) => {
    // What is inside a function is looked at with it.
    if (site.within.some(({ k }) => k === 'def')) return [];
    const served = project.servedBy(file.path, site.def.s);
    if (!served || /mock|fake|dummy/i.test(site.symbol)) return [];
    return madeUpIn(file, site.def, isOurs).map((madeUp) => ({ file, site, served, madeUp }));
  });
}

function foundOf(kind: Kind, group: readonly Answer[]): Found | null {
  const [first] = group;
  if (!first) return null;
  const { file, site, served, madeUp } = first;
  const values = { function: site.symbol, name: madeUp.name, route: served.route ?? served.handler };
  const parts = new Map(
    group.map((one) => {
      const subject = `${one.site.symbol} ${one.madeUp.name}`;
      return [subject, { subject, label: one.madeUp.name, at: placeIn(one.file, one.madeUp.at) }];
    }),
  );
  return {
    at: placeIn(file, madeUp.at),
    subject: kind,
    symbol: '',
    values,
    parts: [...parts.values()],
    related: group.slice(1, 8).map((one) => ({
      ...placeIn(one.file, one.madeUp.at),
      note: 'too',
      values: { function: one.site.symbol, name: one.madeUp.name, route: one.served.route ?? one.served.handler },
    })),
    ...(kind === 'call' ? {} : { variant: kind }),
  };
}

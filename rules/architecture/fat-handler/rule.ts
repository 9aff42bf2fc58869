import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { type Complexity, complexityOf, largestBlock } from '../../../src/rulekit/complexity.ts';
import { functionAt } from '../../../src/rulekit/handlers.ts';
import {
  defineProjectRule,
  type Found,
  type FunctionDef,
  type Project,
  placeIn,
  type Range,
  type SourceFile,
} from '../../../src/rulekit/index.ts';
import { handlerKey, type Route, routesAnsweredIn } from '../../../src/rulekit/routes.ts';
import { byFileOrOnce } from '../../../src/rulekit/sites.ts';

type Options = {
  readonly maxStatements: number;
  readonly maxBranches: number;
  readonly mostFiles: number;
};

interface Fat extends Complexity {
  readonly route: Route;
  readonly file: SourceFile;
  readonly def: FunctionDef;
  readonly at: Route['at'];
  readonly symbol: string;
}

/** Statements that are worth a function of their own. */
const WORTH = 8;
/** Places that a reader follows. */
const SHOWN = 8;
/** Arguments beyond which a sketch says nothing. */
const MOST_ARGUMENTS = 6;

export default defineProjectRule<Options>(({ project, options }) => {
  const { maxStatements, maxBranches } = options;
  const fat = eachApplicationFile(project, `fat-handlers ${maxStatements} ${maxBranches}`, (file, of) =>
    handlersIn(of, file).filter(
      ({ statements, branches }) =>
        (statements > maxStatements && branches > maxBranches) || statements > 2 * maxStatements,
    ),
  );
  const inOrder = fat.toSorted((a, b) =>
    a.at.path < b.at.path ? -1 : a.at.path > b.at.path ? 1 : weight(b) - weight(a),
  );
  return byFileOrOnce(inOrder, options.mostFiles, (group, files) => foundOf(group, files));
});

function weight({ statements, branches }: Complexity): number {
  return statements + 2 * branches;
}

/** Every handler of a file once, however many routes it answers. */
function handlersIn(project: Project, file: SourceFile): readonly Fat[] {
  const routes = routesAnsweredIn(project, file.path);
  const once = new Map(routes.toReversed().map((route) => [handlerKey(route), route]));
  return [...once.values()].flatMap((route) => {
    const { at, start, symbol } = route.handler;
    const located = functionAt(project, at.path, start);
    if (!located) return [];
    const { def } = located.site;
    return [{ route, file, def, at, symbol, ...complexityOf(def) }];
  });
}

function foundOf(group: readonly Fat[], files: number): Found {
  const [worst] = group.toSorted((a, b) => weight(b) - weight(a));
  if (!worst) throw new Error('a group has at least one handler');
  const values = {
    worst: nameOf(worst),
    route: routeOf(worst),
    file: worst.at.path.slice(worst.at.path.lastIndexOf('/') + 1),
    files,
    ...numbersOf(worst),
    ...extractOf(worst),
  };
  return {
    at: worst.at,
    subject: files > 1 ? 'fat handlers of the project' : 'fat handlers',
    symbol: '',
    values,
    ...variantOf(values, group.length, files),
    parts: group.map((each) => ({
      subject: `${each.at.path} ${each.symbol}`,
      label: nameOf(each),
      at: each.at,
      ...(group.length > 1 ? { alone: foundOf([each], 1) } : {}),
    })),
    related: group
      .filter((each) => each !== worst)
      .slice(0, SHOWN)
      .map((each) => {
        const { statements, branches } = each;
        return {
          ...each.at,
          note: 'another',
          values: { name: nameOf(each), statements, branches, lines: linesOf(each.file, each.def) },
        };
      }),
  };
}

function variantOf(values: object, handlers: number, files: number): Pick<Found, 'variant'> {
  if (!('code' in values)) return { variant: handlers > 1 ? 'several-flat' : 'flat' };
  if (files > 1) return { variant: 'house' };
  return handlers > 1 ? { variant: 'several' } : {};
}

/** A method of a view is known by its class: `ItemList.post`. */
function nameOf({ symbol }: Fat): string {
  const parts = symbol.split('.');
  return parts.slice(VERB.test(symbol) ? -2 : -1).join('.');
}

const VERB = /(^|\.)(get|post|put|patch|delete|head|options|__call__)$/;

function routeOf({ route }: Fat): string {
  return `${route.methods.join(',')} ${route.path}`;
}

function numbersOf({ file, def, statements, branches }: Fat) {
  return { lines: linesOf(file, def), statements, branches };
}

function linesOf(file: SourceFile, { head, e }: FunctionDef): number {
  const { line, endLine } = placeIn(file, { s: head.s, e }).span;
  return endLine - line + 1;
}

/** The part that a service could take over, and the function that it would be. */
function extractOf(fat: Fat): { from: number; to: number; size: number; code: readonly string[] } | object {
  const block = largestBlock(fat.def, WORTH);
  if (!block) return {};
  const { line, endLine } = placeIn(fat.file, block satisfies Range).span;
  const takes = block.takes.filter((name) => name !== 'self' && name !== 'request');
  const args = takes.length > MOST_ARGUMENTS ? [...takes.slice(0, MOST_ARGUMENTS), '...'] : takes;
  const name = `perform_${nameOf(fat).replaceAll('.', '_').toLowerCase()}`;
  const def = `${block.awaits ? 'async ' : ''}def ${name}(${args.join(', ')}):`;
  return {
    from: line,
    to: endLine,
    size: block.statements,
    code: [def, `    ...  # ${fat.at.path}:${line}-${endLine}`],
  };
}

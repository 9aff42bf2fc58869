import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  defineProjectRule,
  type ErrorAnswer,
  type ErrorHelper,
  type Found,
  type Project,
} from '../../../src/rulekit/index.ts';
import { partsOf, relatedTo } from '../../../src/rulekit/sites.ts';

interface Options extends Record<string, number> {
  readonly minUses: number;
}

/** How the project answers errors: the helpers of one module, or HTTP exceptions. */
interface Convention {
  readonly name: string;
  /** The keys of its bodies, as far as they are told. */
  readonly keys: readonly (readonly string[])[];
  readonly uses: number;
  /** More answers made by hand than this: the convention is none yet. */
  readonly most: number;
  readonly variant: 'http-exception' | null;
  /** Where the helpers stand; they and what is registered with them build bodies by right. */
  readonly home: ErrorHelper | null;
  /** Top folders in which it is used: another service of the repository has its own. */
  readonly folders: ReadonlySet<string>;
}

export default defineProjectRule<Options>(({ project, options }) => {
  const answers = eachApplicationFile(project, 'error-answers', ({ path }, of) => of.errorAnswers(path));
  const convention = helperConvention(project, options.minUses) ?? exceptionConvention(answers, options.minUses);
  if (!convention) return [];
  const exempt = new Set(project.errorHandling().handlers.map(({ path }) => path));
  const byHand = answers.filter((answer) => !exempt.has(answer.at.path) && isByHand(answer, convention));
  if (byHand.length === 0) return [];
  // Helpers that most of the project does without are a start: one finding that says how far there is to go.
  if (byHand.length > convention.most) return convention.variant === null ? [migration(byHand, convention)] : [];
  return [...new Set(byHand.map(({ at }) => at.path))].map((path) =>
    findingOf(
      byHand.filter(({ at }) => at.path === path),
      convention,
    ),
  );
});

function helperConvention(project: Project, minUses: number): Convention | null {
  const modules = new Map<string, ErrorHelper[]>();
  for (const helper of project.errorHandling().helpers) {
    modules.set(helper.path, [...(modules.get(helper.path) ?? []), helper]);
  }
  const [best] = [...modules.values()].toSorted((a, b) => usesOf(b) - usesOf(a));
  const [home] = best ?? [];
  if (!best || !home) return null;
  const files = new Set(best.flatMap(({ uses }) => uses.map(({ path }) => path)));
  if (usesOf(best) < minUses || [...files].filter((path) => path !== home.path).length < 2) return null;
  const folders = new Set([home.path, ...files].map(topFolder));
  const keys = best.flatMap((helper) => (helper.keys === null ? [] : [helper.keys]));
  // Exceptions whose handler was not understood may well be answered by the same body.
  if (keys.length === 0 && best.every(({ kind }) => kind === 'exception')) return null;
  return { name: home.name, keys, uses: usesOf(best), most: usesOf(best), variant: null, home, folders };
}

function usesOf(helpers: readonly ErrorHelper[]): number {
  return helpers.flatMap(({ uses }) => uses).reduce((sum, { count }) => sum + count, 0);
}

/** Nearly all handlers raise: a body made by hand beside them has another shape. */
function exceptionConvention(answers: readonly ErrorAnswer[], minUses: number): Convention | null {
  const raised = answers.filter(({ form, inHandler }) => form === 'raised' && inHandler);
  if (raised.length < 2 * minUses) return null;
  const folders = new Set(raised.map(({ at }) => topFolder(at.path)));
  const name = raised[0]?.call ?? 'HTTPException';
  return {
    name,
    keys: [['detail']],
    uses: raised.length,
    most: raised.length / 4,
    variant: 'http-exception',
    home: null,
    folders,
  };
}

function topFolder(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf('/')));
}

const ERROR_KEYS = /^(error|errors|detail|details|message|msg|err|error_message|reason)$/;
/** Protocols that prescribe their own bodies, and answers that no client of the API reads. */
const PRESCRIBED = /^(error_description|schemas|jsonrpc|challenge|status|state|healthy|checks|success)$/;
const ASIDE =
  /(^|[/_.])(oauth\w*|oidc|scim|webhooks?|slack|health\w*|ready|readiness|liveness|middlewares?|mcp|jsonrpc|rpc|proxy)([/_.]|$)/i;

function isByHand({ form, status, keys, inHandler, at, symbol }: ErrorAnswer, convention: Convention): boolean {
  if (form !== 'response' && form !== 'returned') return false;
  if (!inHandler || status === null || status < 400 || keys === null) return false;
  if (!keys.some((key) => ERROR_KEYS.test(key)) || keys.some((key) => PRESCRIBED.test(key))) return false;
  if (at.path === convention.home?.path || ASIDE.test(at.path) || ASIDE.test(symbol)) return false;
  if (!convention.folders.has(topFolder(at.path))) return false;
  // Who adds to the project's own keys is read by the same clients.
  return !convention.keys.some((own) => own.every((key) => keys.includes(key)));
}

function findingOf(answers: readonly ErrorAnswer[], convention: Convention): Found {
  const [first] = answers;
  if (!first) throw new Error('a finding has at least one place');
  return {
    at: first.at,
    subject: 'error body',
    symbol: '',
    values: { keys: [...new Set(first.keys ?? [])], helper: convention.name, uses: convention.uses },
    parts: partsOf(answers.map(({ at, symbol, keys }) => ({ at, symbol, label: (keys ?? []).join(', ') }))),
    related: [
      ...(convention.home ? [{ ...convention.home.at, note: 'helper', values: { helper: convention.name } }] : []),
      ...relatedTo(answers, first, 'body'),
    ],
    ...(convention.variant === null ? {} : { variant: convention.variant }),
  };
}

/** One place for each file, the worst file first. */
function migration(answers: readonly ErrorAnswer[], convention: Convention): Found {
  const paths = [...new Set(answers.map(({ at }) => at.path))];
  const counted = paths
    .map((path) => answers.filter(({ at }) => at.path === path))
    .toSorted((a, b) => b.length - a.length);
  const firsts = counted.flatMap(([first]) => first ?? []);
  const [worst] = firsts;
  if (!worst) throw new Error('a finding has at least one place');
  const found = findingOf(answers, convention);
  return {
    ...found,
    at: worst.at,
    subject: 'migration',
    values: { ...found.values, answers: answers.length, files: paths.length },
    related: [
      ...(convention.home ? [{ ...convention.home.at, note: 'helper', values: { helper: convention.name } }] : []),
      ...relatedTo(firsts, worst, 'body'),
    ],
    variant: 'migration',
  };
}

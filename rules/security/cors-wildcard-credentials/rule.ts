import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  type CorsPolicy,
  corsPolicies,
  defineProjectRule,
  deployedValues,
  type Expr,
  expressionsIn,
  type Found,
  type Part,
  type Project,
  placeIn,
  type SourceFile,
  scopeOf,
  statementsOf,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  mergedByPackage(
    eachApplicationFile(project, 'open-cors', (file, of) => {
      const open = corsPolicies(of, file).filter(
        ({ anyOrigin, withCredentials, made }) => anyOrigin && withCredentials && !isToldApart(file, made),
      );
      return open.flatMap((policy) => findingOf(of, file, policy) ?? []);
    }),
  ),
);

/** One package that says it of its application and of each of its blueprints says it once. */
function mergedByPackage(found: readonly Found[]): readonly Found[] {
  const heads: Found[] = [];
  for (const one of found.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const index = heads.findIndex(
      (head) =>
        head.subject === one.subject &&
        head.variant === one.variant &&
        head.values?.setting === one.values?.setting &&
        one.at.path.startsWith(head.at.path.slice(0, head.at.path.lastIndexOf('/') + 1)),
    );
    const head = heads[index];
    if (!head) heads.push({ ...one, parts: [partOf(one)] });
    else
      heads[index] = {
        ...head,
        parts: [...(head.parts ?? []), partOf(one)],
        related: [...(head.related ?? []), { ...one.at, note: 'again' }].slice(0, MAX_RELATED),
      };
  }
  return heads;
}

const MAX_RELATED = 8;

function partOf({ at, symbol }: Found): Part {
  return { subject: `${at.path} ${symbol}`, label: at.path, at };
}

function depthOf({ at }: Found): number {
  return at.path.split('/').length;
}

function findingOf(project: Project, file: SourceFile, policy: CorsPolicy): Found | null {
  const { made, origins, credentials, library } = policy;
  const at = placeIn(file, origins ?? credentials);
  const site = scopeOf(file, made);
  const flow = origins && project.flow(site, origins);
  const variables = flow?.variables ?? [];
  if (origins && variables.length > 0) {
    const deployed = deployedValues(project, site, origins);
    if (deployed.length > 0 && deployed.every((one) => !isWildcard(one.flow.value) && !one.isOpen)) return null;
  }
  const setting = flow?.through[0] ?? '';
  const credentialed = library === 'starlette' ? 'allow_credentials=True' : 'supports_credentials=True';
  const isDefault = variables.length > 0 && setting !== '';
  return {
    at,
    subject: library,
    symbol: made.symbol,
    values: { credentials: credentialed, setting, variable: variables[0] ?? '', parameter: parameterOf(policy) },
    severity: usesCookies(project) && !isDefault ? 'critical' : 'major',
    ...(isDefault ? { variant: 'default' } : origins === null ? { variant: 'unnamed' } : {}),
    related: flow?.at && flow.at.span.line !== at.span.line ? [{ ...flow.at, note: 'wildcard' }] : [],
  };
}

/** `if origins == ["*"]: … else: …(allow_credentials=True)`: the branch of the others. */
function isToldApart(file: SourceFile, { call, site }: CorsPolicy['made']): boolean {
  const body = site?.def.body ?? file.facts.python?.body ?? [];
  return statementsOf(body).some((stmt) => {
    if (stmt.k !== 'if' || call.s < stmt.s || stmt.e < call.e || !speaksOfAny(stmt.test)) return false;
    const isInside = stmt.body.some(({ s, e }) => s <= call.s && call.e <= e);
    return isInside === expressionsIn(stmt.test).some((one) => one.k === 'bin' && /^(!=|not in)$/.test(one.op));
  });
}

function speaksOfAny(test: Expr): boolean {
  return expressionsIn(test).some((one) => one.k === 'str' && one.v === '*');
}

function isWildcard(value: unknown): boolean {
  return value === '*' || (Array.isArray(value) && value.includes('*'));
}

function parameterOf({ library }: CorsPolicy): string {
  return library === 'starlette' ? 'allow_origins' : 'origins';
}

const COOKIES =
  /^(set_cookie|SessionMiddleware|APIKeyCookie|CookieTransport|set_access_cookies|flask_login|LoginManager|login_user)$/;

/** Cookies are what a browser adds by itself: with them, any page acts as its visitor. */
function usesCookies(project: Project): boolean {
  const using = eachApplicationFile(project, 'cors-cookies', ({ facts }) =>
    facts.python?.names.some((name) => COOKIES.test(name)) ? [true] : [],
  );
  return using.length > 0;
}

import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  type CorsPolicy,
  corsPolicies,
  defineProjectRule,
  deployedValues,
  type Expr,
  expressionsIn,
  type Found,
  type Project,
  placeIn,
  type SourceFile,
  scopeOf,
  statementsOf,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  eachApplicationFile(project, 'open-cors', (file, of) => {
    const open = corsPolicies(of, file).filter(
      ({ anyOrigin, withCredentials, made }) => anyOrigin && withCredentials && !isToldApart(file, made),
    );
    return open.flatMap((policy) => findingOf(of, file, policy) ?? []);
  }),
);

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

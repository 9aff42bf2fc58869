import {
  filesNaming,
  functionsReached,
  type Handler,
  handlersOf,
  routeText,
  wordsOf,
} from '../../../src/rulekit/handlers.ts';
import {
  codeOf,
  defineProjectRule,
  type Found,
  type FunctionDef,
  type Project,
  type Route,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  if (!project.routes().routes.some(isLogin)) return [];
  const handlers = handlersOf(project);
  const issuing = handlers.filter((handler) => handler.routes.some(isLogin) && issuesTokens(project, handler));
  const byApp = Map.groupBy(issuing, ({ app }) => app);
  return [...byApp].flatMap(([app, [first]]): Found[] => {
    const renews = handlers.some((handler) => handler.app === app && handler.routes.some(isRenewal));
    if (!first || renews || renewsElsewhere(project)) return [];
    const [route] = first.routes;
    return [
      {
        at: route.handler.at,
        subject: app,
        symbol: first.site.symbol,
        values: { app, route: routeText(route), handler: first.site.def.name },
      },
    ];
  });
});

const LOGIN = /(^|\/)(login|signin|sign-in|token|access-token|authenticate)\/?$/;

function isLogin({ methods, pathKey }: Route): boolean {
  return methods.includes('POST') && LOGIN.test(pathKey.replaceAll('_', '-'));
}

/** It signs tokens itself: `jwt.encode(…)` on the way of a login that knows a password. */
function issuesTokens(project: Project, handler: Handler): boolean {
  const words = new Set(functionsReached(project, handler).flatMap(({ site }) => [...wordsOf(site.def)]));
  const signs = (words.has('encode') && words.has('jwt')) || words.has('create_access_token');
  return signs && [...words].some((word) => /pass_?word/i.test(word)) && ![...words].some((word) => RENEWAL.test(word));
}

const RENEWAL =
  /refresh_?tokens?|token_?refresh|renew|offline_access|sliding|extend_?session|set_cookie|delete_cookie/i;

function isRenewal({
  pathKey,
  handler: { symbol },
}: {
  readonly pathKey: string;
  readonly handler: { readonly symbol: string };
}): boolean {
  return /refresh|renew|rotate/i.test(pathKey) || /refresh_?token|token_?refresh|renew/i.test(symbol);
}

/** A function with a body that makes or reads tokens for renewal, wherever it is called. */
function renewsElsewhere(project: Project): boolean {
  return filesNaming(project, RENEWAL).some((file) =>
    codeOf(file).functions.some(
      ({ def }) => doesSomething(def) && [...wordsOf(def)].some((word) => /refresh_?token|token_?refresh/i.test(word)),
    ),
  );
}

/** What an interface declares is done nowhere yet. */
function doesSomething({ body }: FunctionDef): boolean {
  return body.some(
    (stmt) =>
      stmt.k !== 'pass' && stmt.k !== 'raise' && !(stmt.k === 'expr' && (stmt.v.k === 'str' || stmt.v.k === 'const')),
  );
}

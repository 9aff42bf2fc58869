import {
  eachHandler,
  functionsReached,
  type Handler,
  handlersOf,
  routeText,
  wordsOf,
} from '../../../src/rulekit/handlers.ts';
import { defineProjectRule, type Found, type Project } from '../../../src/rulekit/index.ts';
import { declaredLimitOf, importsLimiter, isLimitedAsAWhole, limitOf } from '../../../src/rulekit/rate-limits.ts';
import { handlerKey, type Route, routesByApp } from '../../../src/rulekit/routes.ts';

export default defineProjectRule(({ project }) => {
  const taking = new Set(
    eachHandler(project, 'takes-credentials', (handler, of) =>
      takesCredentials(of, handler) ? [handlerKey(handler.routes[0])] : [],
    ),
  );
  if (taking.size === 0 || isLimitedAsAWhole(project)) return [];
  const handlers = handlersOf(project);
  const risky = handlers.filter(({ routes }) => taking.has(handlerKey(routes[0])));
  return [...routesByApp(project).keys()].flatMap((app): Found[] => {
    const isHere = (handler: Handler): boolean => handler.app === app;
    const open = risky.filter((handler) => isHere(handler) && limitOf(project, handler) === null);
    const [first] = open;
    const limited =
      risky.find((handler) => isHere(handler) && limitOf(project, handler) !== null) ??
      handlers.find((handler) => isHere(handler) && declaredLimitOf(handler) !== null);
    if (!first || (!limited && importsLimiter(project))) return [];
    // Where guesses are limited, signing up without limit is a choice, and nobody guesses a long token.
    if (limited && risky.includes(limited) && open.every(isHardlyGuessed)) return [];
    return [
      foundOf({
        app,
        first,
        open,
        uploads: handlers.filter((one) => isHere(one) && isOpenUpload(one)),
        limited: limited && { route: routeText(limited.routes[0]), by: limitOf(project, limited) ?? '' },
      }),
    ];
  });
});

const LOGIN =
  /^(login|log-in|signin|sign-in|authenticate|token|access-token|password-login|login-access-token|login-json|obtain-token)$/;
const REGISTER = /^(register|registration|signup|sign-up|create-account)$/;
const RESET = /^(reset-?password|password-?reset)$/;
const RECOVER =
  /^(forgot-?password|forgotten-password|reset-?password|password-?reset|password-?recovery|recover-?password|request-password-reset|lost-password)$/;
const CODE =
  /^(otp|send-otp|verify-otp|request-otp|resend-otp|2fa|mfa|totp|verify-2fa|verify-mfa|verify-code|send-code|magic-link|login-code|verification-code|sms-code|send-verification-code)$/;
const SECRET = /pass_?word|passwd|OAuth2PasswordRequestForm|(^|_)(otp|pin|totp)(_|$)/i;
const CONTACT = /e_?mail|phone|mobile|otp|code|username/i;

/** Who guesses passwords or codes, or has messages sent to others, asks here. */
function takesCredentials(project: Project, handler: Handler): boolean {
  const speaksOf = (pattern: RegExp): boolean =>
    functionsReached(project, handler).some(({ site }) => [...wordsOf(site.def)].some((word) => pattern.test(word)));
  return handler.routes.some((route) => {
    if (!route.methods.includes('POST') || route.authenticated === true) return false;
    if (/webhook|callback|device|push|refresh/.test(route.pathKey)) return false;
    const last = lastWord(route);
    if (LOGIN.test(last) || REGISTER.test(last)) return speaksOf(SECRET);
    return (RECOVER.test(last) || CODE.test(last)) && speaksOf(CONTACT);
  });
}

function isHardlyGuessed({ routes, site }: Handler): boolean {
  const takesToken = [...wordsOf(site.def)].some((word) => /token/i.test(word));
  return routes.every((route) => REGISTER.test(lastWord(route)) || (takesToken && RESET.test(lastWord(route))));
}

/** The last word of the path that is no parameter. */
function lastWord({ pathKey }: Route): string {
  const words = pathKey.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  return words.at(-1)?.toLowerCase().replaceAll('_', '-') ?? '';
}

function isOpenUpload({ routes, site }: Handler): boolean {
  return routes.some(({ authenticated }) => authenticated === false) && wordsOf(site.def).has('UploadFile');
}

interface Gap {
  readonly app: string;
  readonly first: Handler;
  readonly open: readonly Handler[];
  readonly uploads: readonly Handler[];
  readonly limited: { readonly route: string; readonly by: string } | undefined;
}

function foundOf({ app, first, open, uploads, limited }: Gap): Found {
  const listed = [...open, ...uploads.filter((one) => !open.includes(one))];
  const isFlask = first.routes[0].framework === 'flask';
  const variant = limited ? 'others' : isFlask ? 'flask' : null;
  return {
    at: first.routes[0].handler.at,
    subject: app,
    symbol: first.site.symbol,
    ...(variant === null ? {} : { variant }),
    values: {
      app,
      count: listed.length,
      routes: listed.slice(0, 6).map(({ routes }) => routeText(routes[0])),
      handler: first.site.def.name,
      ...(limited ? { limited: limited.route, by: limited.by } : {}),
    },
    related: listed.slice(1, 9).map(({ routes }) => relatedTo(routes[0])),
  };
}

function relatedTo(route: Route): NonNullable<Found['related']>[number] {
  return { ...route.handler.at, note: 'route', values: { route: routeText(route) } };
}

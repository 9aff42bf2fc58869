/** Routes that are open on purpose: people who are not signed in yet, machines with secrets of their own, pages for everybody. */
import type { Route } from './routes.ts';

const PUBLIC = new RegExp(
  `^(${[
    'log_?in|log_?out|log_?off|sign_?in|sign_?out|sign_?up|sign_?off|register\\w*|registrations?|auth|authenticat\\w+|authorize|authorization|oauth\\w*|oidc|saml\\w*|sso|callback\\w*',
    'tokens?|token_\\w+|\\w+_token|refresh\\w*|jwks\\w*|jwt|introspect\\w*|revoke|userinfo|exchange|passwords?|password_\\w+|\\w+_password|forgot\\w*|reset|reset_\\w+|recover\\w*',
    'verify\\w*|verification\\w*|validate|validate_\\w+|confirm\\w*|activat\\w*|magic\\w*|otp\\w*|\\w*_otp|two_factor\\w*|2fa|mfa|totp|webauthn|passkeys?|challenge|nonce',
    'google|github|facebook|apple|ldap|keycloak|telegram|slack|discord|twilio|stripe|paypal|whatsapp|messenger|wechat|alexa|web_?hooks?|hooks?|ipn|notify',
    'health\\w*|live|livez|liveness|ready\\w*|readiness|ping|heartbeats?|status|version|metrics|docs|openapi\\w*|redoc|static|assets|favicon\\w*|robots\\w*|sitemap\\w*',
    'contact|contact_us|contact_form|support|help|report_abuse|newsletters?|subscribe\\w*|unsubscribe\\w*|opt_?out|feedbacks?|waitlist\\w*|leads?|(\\w+_)?enquir\\w*|(\\w+_)?inquir\\w*|faqs?|(job_)?applications?|survey|rsvp|vote|apply',
    'csrf\\w*|features?|flags?|feature_flags?|invit\\w*|share|shared|shares|public\\w*|open|guests?|anonymous|demo\\w*|setup|install|onboarding|init|bootstrap|well_known',
    'track|tracking|analytics|telemetry|collect|beacon|pixel|clicks?|csp\\w*|errors?|error_\\w+|client_\\w+|graphql\\w*|graphiql|captcha\\w*|cookies?|consents?|languages?|lang|locales?|locale|themes?',
    'search\\w*|query|previews?|lookup|resolve|autocomplete|suggest\\w*|exists|calculat\\w*|estimate|quote|pricing|simulate|predict|convert|parse|format|render|translate|check|check_\\w+|compute|echo',
    'internal|_internal|worker\\w*|cron\\w*|mcp|rpc|checkout|cart|basket|tests?|test_\\w+|debug\\w*|mock\\w*|backchannel\\w*',
  ].join('|')})$`,
);

/** Parameters that are keys: whoever has the link may follow it. */
const CAPABILITY =
  /[{<](?:[^{}<>]*:)?[^{}<>]*(token|code|secret|hash|signature|slug_key|share\w*|key|nonce|otp|uidb64|uuid_token|invite\w*|ticket|access)[^{}<>]*[}>]/i;

const NAMES =
  /(^|_)(log_?in|log_?out|sign_?in|sign_?up|register|registration|signup|authenticate|authorize|refresh|forgot|reset|verify|confirm|activate|callback|webhook|oauth|sso|saml|health|public|unsubscribe|subscribe|contact|newsletter|invite|invitation|search|preview|validate|captcha|csrf|consent|guest|anonymous|track|telemetry|ping|not_found|catch_all|spa|index|home|landing|static|token|otp|magic|setup|bootstrap|password|demo|heartbeat|callback)(_|$)/;

/** Modules that are about callers who are not known. */
const ABOUT =
  /(^|[/_]|(?<=[a-z])(?=[A-Z]))(webhooks?|analytics|telemetry|tracking|callbacks?|oauth\w*|health|healthcheck|newsletter|contact|public|internal|login|register|registration|metrics|cron|chatwidget|widget)(_\w+)?\.py$|[a-z](Analytics|Tracking|Webhook)\w*\.py$/;

/** What a handler asks of its caller that is as good as a password. */
const SECRETS =
  /(^|_)(pass(word|code|phrase)?|token|secret|signature|otp|captcha|recaptcha|turnstile|api_?key|hmac|nonce|credential|credentials|verification_code|access_code|invite_code|pin|jwt|compare_digest|encrypted|authorization|x_api_key|bearer)s?(_|$)/i;

/** Whether a route is meant for callers without credentials, by its path, its name and what its handler asks for. */
export function isPublicByDesign(route: Route, words: readonly string[]): boolean {
  const segments = route.path
    .split('/')
    .filter((part) => part !== '' && !/[{<]/.test(part))
    .map((part) => part.toLowerCase().replaceAll(/[-. ]/g, '_'));
  const name = (route.handler.symbol.split('.').at(-1) ?? '').toLowerCase();
  return (
    segments.some((part) => PUBLIC.test(part)) ||
    CAPABILITY.test(route.path) ||
    NAMES.test(name) ||
    ABOUT.test(route.handler.at.path) ||
    isSignUp(route, segments, name) ||
    isReading(route, name) ||
    words.some((word) => SECRETS.test(word.replaceAll(/([a-z])([A-Z])/g, '$1_$2')))
  );
}

/** Some questions are too long for a URL. */
function isReading({ methods }: Route, name: string): boolean {
  return (
    methods.every((method) => method === 'POST') &&
    /^(api_|handle_|post_)?(get|list|fetch|find|read|is|has|can|count|query|filter|load|show|view|describe|calc|compute|compare|match|rank|score|classify|detect|extract|embed|tokenize|summarize|analyze|generate_preview)_/.test(
      name,
    )
  );
}

/** Accounts are opened by people who have none. */
function isSignUp(route: Route, segments: readonly string[], name: string): boolean {
  const last = segments.at(-1) ?? '';
  // `POST /sessions` in a module of authentication signs in.
  if (route.methods.includes('POST') && /(^|[/_])auth\w*(\/|\.py$)/.test(route.handler.at.path)) return true;
  return (
    route.methods.includes('POST') &&
    /^(users?|accounts?|customers?|members?|clients?|companies|company|organi[sz]ations?|tenants?|patients?|students?|create|new|add|create_\w+)$/.test(
      last,
    ) &&
    /(^|_)(create|add|new|post|register|save)_?\w*(user|account|customer|member|client|company|organi[sz]ation|tenant|patient|student)|^(create|add|post|new)$/.test(
      name,
    )
  );
}

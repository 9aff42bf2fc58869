/** What the words in a value admit: that it is an example, a placeholder, a test's invention, a password that everybody tries. */

const EXAMPLE = /example|beispiel|exemple|ejemplo|exemplo|esempio|documentation|sample/i;
const PLACEHOLDER =
  /change[-_ ]?(?:me|this|it|in)|replace|placeholder|your[-_ ]?|my[-_]|<|>|x{4,}|\*{3,}|\.{3,}|_{4,}|-{4,}|insert|redacted|enter[-_]|put[-_]|todo|to[-_]be|dummy|not[-_]?a?[-_]?(?:real|key|secret|token|password)|foobar|lorem|generate|do[-_]?not[-_]?use|unsafe|insecure|for[-_]?dev|dev[-_]?only|local[-_]?dev|only[-_]for|supersecret|super[-_]secret|secret[-_]?key|some[-_]|any[-_]/i;
/** The same in French, Spanish, Portuguese, Italian and German. */
const PLACEHOLDER_ELSEWHERE =
  /modifier|remplac|remplir|votre|mettre[-_]|[-_]ici(?:$|[-_])|a[-_]?(?:definir|changer|completer)|cambia|(?:^|[-_])(?:tu|su|sua|la[-_]tua|dein|deine|ihr)[-_]|[-_]aqui(?:$|[-_])|troque|mude[-_]|inserir|inserisci|(?:^|[-_])hier[-_]|aendern|geheim|passwort|contrase|motdepasse|mot[-_]de[-_]passe/i;
const TEST =
  /(?:^|[^a-z])(?:test|tests|testing|fake|mock|stub|fixture|demo|e2e|ci|qa|pytest|tst|fictive|factice|prueba|pruebas|smoke|uat)(?:[^a-z]|$)|^test|test$|^fake|^mock|^prueba/i;

/** What the words in a value admit. */
export function placeholderDoubt(value: string): 'placeholder' | 'example' | 'test-value' | null {
  if (EXAMPLE.test(value)) return 'example';
  if (PLACEHOLDER.test(value) || PLACEHOLDER_ELSEWHERE.test(value)) return 'placeholder';
  return TEST.test(value) ? 'test-value' : null;
}

const COMMON =
  /password|passwort|passwd|passw|passe|pass|secret|admin(?:istrator)?|changeme|change|welcome|letmein|qwerty|azerty|postgres(?:ql)?|mysql|maria(?:db)?|redis|mongo(?:db)?|rabbit(?:mq)?|minio|root|guest|default|temp|user(?:name)?|hello|bonjour|abc123|token|apikey|strong|secure|valid|invalid|wrong|correct|new|old|string|hunter2|trustno1|iloveyou|dragon|monkey|football|sunshine|super|my|the|dev|prod|local|app|key|api|login|account|backend|server|demo|this|that|is|not|and|complex|staging|production|ultra|word|opensearch|elastic(?:search)?|grafana|keycloak|jenkins|sonar(?:qube)?|john|jane|doe|very|long|random|staff|customer|viewer|readonly|current|student|teacher|employee|operator|member|[^a-z]+/g;
const HAS_COMMON =
  /passw|passe|secret|admin|changeme|welcome|letmein|qwerty|azerty|postgres|mysql|maria|redis|mongo|rabbit|minio|root|guest|default|temp|user|hello|bonjour|abc123|token|apikey|strong|secure|valid|invalid|wrong|correct|newpass|oldpass|string|trustno1|iloveyou|dragon|monkey|football|sunshine|super|senha|clave|opensearch|elastic|grafana|keycloak|jenkins|sonar|johndoe|janedoe|pass(?=[^a-z]|$)|(?:customer|viewer|readonly|current|student|teacher|employee|operator|member|staff|demo|parent|owner)(?=[^a-z]|$)/;

/**
 * Words that are in every list of passwords, also with digits in the place of letters, and hardly anything besides:
 * `P4ssw0rd!` is one, `mysql-Trf8kwQz` is not.
 */
export function isCommon(value: string): boolean {
  const lower = value.toLowerCase();
  if (/^hunter2\W*$/.test(lower)) return true;
  return [lower, withoutDigits(value)].some((words) => HAS_COMMON.test(words) && words.replace(COMMON, '').length < 7);
}

/** In lower case, with letters where people put digits: `Ch4ng3Th1s` is "changethis". */
export function withoutDigits(value: string): string {
  return value
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/0/g, 'o')
    .replace(/[$5]/g, 's')
    .replace(/3/g, 'e')
    .replace(/[1!]/g, 'i');
}

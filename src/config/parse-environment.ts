/**
 * Environment variables → typed settings of the App, or what to do about each that is wrong.
 * INVARIANT: no sentence repeats the value of a variable: any of them may hold a secret by mistake.
 */
import { createPrivateKey } from 'node:crypto';

export interface Environment {
  readonly appId: number;
  /** PEM text, or the file that holds it: reading it is for the entry point. */
  readonly privateKey: { readonly pem: string } | { readonly path: string };
  readonly webhookSecret: string;
  /** GitHub Enterprise Server; `null` = github.com. */
  readonly enterprise: { readonly host: string; readonly protocol: 'http' | 'https' } | null;
  readonly port: number;
  readonly host: string;
  readonly logLevel: LogLevel;
  /** A PostgreSQL server; `null` = the embedded database in `dataDirectory`, for one process. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  /** A port for metrics alone; `null` = none. */
  readonly metricsPort: number | null;
  /** Whoever has it may read the metrics beside the webhooks; `null` = nobody. */
  readonly metricsToken: string | null;
  /** Where people and GitHub reach this App, without a slash at the end; `null` = not known. */
  readonly baseUrl: string | null;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

interface EnvironmentProblem {
  readonly variable: string;
  /** What is wrong and what to do, in one or two sentences. */
  readonly message: string;
}

export type ParsedEnvironment =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly problems: readonly EnvironmentProblem[] };

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that are read: those of `.env.example`. */
export const VARIABLES = [
  'APP_ID',
  'PRIVATE_KEY',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
  'GHE_HOST',
  'GHE_PROTOCOL',
  'PORT',
  'HOST',
  'LOG_LEVEL',
  'DATABASE_URL',
  'VIGIE_DATA_DIR',
  'VIGIE_BASE_URL',
  'METRICS_PORT',
  'METRICS_TOKEN',
] as const;

type Variable = (typeof VARIABLES)[number];

/** Reads all variables and reports all problems at once. An empty variable counts as not set. */
export function parseEnvironment(env: Variables): ParsedEnvironment {
  const problems: EnvironmentProblem[] = [];
  const read = <T>(variable: Variable, fallback: T, parse: (value: string) => T | Wrong): T => {
    const value = env[variable]?.trim() ?? '';
    const parsed = value === '' ? fallback : parse(value);
    if (!(parsed instanceof Wrong)) return parsed;
    problems.push({ variable, message: parsed.message });
    return fallback;
  };
  const need = (variable: Variable, message: string): void => {
    const isSaid = problems.some((problem) => problem.variable === variable);
    if (!isSaid) problems.push({ variable, message });
  };
  const appId = read<number | null>('APP_ID', null, parseAppId);
  if (appId === null) need('APP_ID', 'APP_ID is not set: copy the "App ID" from the settings page of your GitHub App.');
  const privateKey = readPrivateKey(read);
  if (privateKey === null) {
    need(
      'PRIVATE_KEY',
      'PRIVATE_KEY is not set: generate a private key on the settings page of your GitHub App, then set PRIVATE_KEY to its text or PRIVATE_KEY_PATH to its file.',
    );
  }
  const webhookSecret = read<string | null>('WEBHOOK_SECRET', null, parseWebhookSecret);
  if (webhookSecret === null) need('WEBHOOK_SECRET', `WEBHOOK_SECRET is not set: ${NEW_SECRET}`);
  const host = read<string | null>('GHE_HOST', null, parseHost);
  const protocol = read<'http' | 'https'>('GHE_PROTOCOL', 'https', parseProtocol);
  const rest = {
    enterprise: host === null ? null : { host, protocol },
    port: read('PORT', 3000, parsePort),
    host: read('HOST', 'localhost', (value) => value),
    logLevel: read<LogLevel>('LOG_LEVEL', 'info', parseLogLevel),
    databaseUrl: read<string | null>('DATABASE_URL', null, parseDatabaseUrl),
    dataDirectory: read('VIGIE_DATA_DIR', './data', (value) => value),
    metricsPort: read<number | null>('METRICS_PORT', null, parseMetricsPort),
    metricsToken: read<string | null>('METRICS_TOKEN', null, parseMetricsToken),
    baseUrl: read<string | null>('VIGIE_BASE_URL', null, parseBaseUrl),
  };
  if (problems.length > 0 || appId === null || privateKey === null || webhookSecret === null)
    return { ok: false, problems };
  return { ok: true, environment: { appId, privateKey, webhookSecret, ...rest } };
}

/**
 * A private key as it comes through environments: as it is, with `\n` for line breaks, or in base64. Returns PEM text,
 * or `null` when it is no private key.
 */
export function parsePrivateKey(value: string): string | null {
  const unquoted = value.trim().replace(/^(["'])(.*)\1$/s, '$2');
  const candidates = [unquoted.replaceAll('\\n', '\n'), Buffer.from(unquoted, 'base64').toString('utf8')];
  const pem = candidates.find((text) => text.includes('-----BEGIN'))?.trim();
  if (pem === undefined) return null;
  try {
    createPrivateKey(pem);
    return `${pem}\n`;
  } catch {
    // OpenSSL's reasons ("DECODER routines::unsupported") help nobody: the caller says what to do instead.
    return null;
  }
}

/** What is wrong with one value. */
class Wrong {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

type Read = <T>(variable: Variable, fallback: T, parse: (value: string) => T | Wrong) => T;

const NEW_SECRET =
  'create one with "openssl rand -hex 32", and set it both here and on the settings page of your GitHub App.';

function readPrivateKey(read: Read): Environment['privateKey'] | null {
  const inline = read<{ pem: string } | null>('PRIVATE_KEY', null, (value) => {
    const pem = parsePrivateKey(value);
    if (pem !== null) return { pem };
    return new Wrong(
      'PRIVATE_KEY is not a private key in PEM format: paste the whole .pem file, from -----BEGIN to -----END, as it is, with \\n for line breaks, or in base64.',
    );
  });
  return inline ?? read<{ path: string } | null>('PRIVATE_KEY_PATH', null, (path) => ({ path }));
}

function parseAppId(value: string): number | Wrong {
  const id = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(id) && id > 0) return id;
  return new Wrong(
    'APP_ID is not a number: copy the "App ID" (not the client id) from the settings page of your GitHub App.',
  );
}

function parseWebhookSecret(value: string): string | Wrong {
  if (value !== 'development') return value;
  return new Wrong(
    `WEBHOOK_SECRET is "development", which everybody knows, so anybody could send events: ${NEW_SECRET}`,
  );
}

function parseHost(value: string): string | Wrong {
  if (/^[A-Za-z0-9.-]+(:\d+)?$/.test(value)) return value;
  return new Wrong(
    'GHE_HOST is not a host name: write it without https:// and without a path, as in github.example.com.',
  );
}

function parseProtocol(value: string): 'http' | 'https' | Wrong {
  return value === 'http' || value === 'https' ? value : new Wrong('GHE_PROTOCOL must be http or https.');
}

function parsePort(value: string): number | Wrong {
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  return new Wrong('PORT must be a whole number from 0 to 65535 (0 = any free port).');
}

function parseMetricsPort(value: string): number | Wrong {
  const port = parsePort(value);
  return port instanceof Wrong ? new Wrong('METRICS_PORT must be a whole number from 0 to 65535.') : port;
}

/** Long enough that nobody guesses it. */
function parseMetricsToken(value: string): string | Wrong {
  return value.length >= 16
    ? value
    : new Wrong('METRICS_TOKEN has less than 16 characters: create one with "openssl rand -hex 32".');
}

function parseLogLevel(value: string): LogLevel | Wrong {
  return (
    LOG_LEVELS.find((level) => level === value.toLowerCase()) ??
    new Wrong(`LOG_LEVEL must be one of: ${LOG_LEVELS.join(', ')}.`)
  );
}

function parseDatabaseUrl(value: string): string | Wrong {
  if (/^postgres(ql)?:$/.test(protocolOf(value) ?? '')) return value;
  return new Wrong(
    'DATABASE_URL must begin with postgres:// or postgresql://; leave it out to keep everything in VIGIE_DATA_DIR.',
  );
}

function parseBaseUrl(value: string): string | Wrong {
  if (/^https?:$/.test(protocolOf(value) ?? '')) return value.replace(/\/+$/, '');
  return new Wrong('VIGIE_BASE_URL must be the public address of this App, as in https://vigie.example.com.');
}

function protocolOf(value: string): string | null {
  return URL.canParse(value) ? new URL(value).protocol : null;
}

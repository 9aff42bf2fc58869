/** What an `except` clause catches: all, what databases and networks raise, or what the code expects. */
import type { Caught } from '../../model/errors.ts';
import type { Expr } from '../../model/python.ts';
import type { Db } from '../db.ts';
import { resolve, type Site } from '../resolve.ts';

const WIDTH: readonly Caught[] = ['expected', 'infrastructure', 'error', 'everything'];

/** Errors whose text was written for the one who operates the service: statements, hosts, paths, addresses. */
const INFRASTRUCTURE = [
  /^sqlalchemy(\.\w+)*\.\w*(Error|Exception)$/,
  /^(psycopg|psycopg2|asyncpg|pymysql|MySQLdb|mysql|aiomysql|sqlite3|aiosqlite|cx_Oracle|oracledb|pyodbc|duckdb)\b/,
  /^(pymongo|motor|redis|aioredis|elasticsearch|opensearchpy|cassandra|neo4j|kafka|aiokafka|pika|aio_pika|kombu)\b/,
  /^(peewee|tortoise\.exceptions|django\.db)\b/,
  /^(requests|urllib3?|aiohttp|httpx|httpcore)\b(?!.*web\.)/,
  /^(botocore|boto3|google\.(api_core|cloud|auth)|azure|openai|anthropic|groq|mistralai|grpc|docker|kubernetes|paramiko|ldap3?|smtplib|aiosmtplib|socket|ssl|ftplib|imaplib)\b/,
  /^subprocess\.\w+$/,
  /^builtins\.(OSError|IOError|EnvironmentError|ConnectionError|ConnectionRefusedError|ConnectionResetError)$/,
];

/** Missing rows and the like: they are no failures. */
const HARMLESS = /(NoResultFound|NotFound\w*|DoesNotExist|MultipleResultsFound|StopIteration|InvalidURL)$/;

/** The width of the classes that `type` names; `null` is a bare `except:`. */
export function caughtBy(db: Db, site: Site, type: Expr | null): Caught {
  if (type === null) return 'everything';
  return classesIn(db, site, type)
    .map(({ site: at, expr }) => widthOf(db, at, expr))
    .reduce<Caught>((widest, one) => (WIDTH.indexOf(one) > WIDTH.indexOf(widest) ? one : widest), 'expected');
}

/** The classes of `except A` and `except (A, B)`; a tuple may have a name of its own. */
function classesIn(db: Db, site: Site, type: Expr): readonly { readonly site: Site; readonly expr: Expr }[] {
  if (type.k === 'tuple' || type.k === 'list' || type.k === 'set')
    return type.items.map((item) => ({ site, expr: item }));
  const target = resolve(db, site, type);
  const binding = target.kind === 'variable' && target.bindings.length === 1 ? target.bindings[0] : undefined;
  const value = binding?.kind === 'value' ? binding.value : null;
  return target.kind === 'variable' && value?.k === 'tuple'
    ? value.items.map((item) => ({ site: target.site, expr: item }))
    : [{ site, expr: type }];
}

function widthOf(db: Db, site: Site, type: Expr): Caught {
  const target = resolve(db, site, type);
  if (target.kind !== 'external') return 'expected';
  const name = target.dotted;
  if (name === 'builtins.BaseException') return 'everything';
  if (name === 'builtins.Exception') return 'error';
  if (HARMLESS.test(name)) return 'expected';
  return INFRASTRUCTURE.some((pattern) => pattern.test(name)) ? 'infrastructure' : 'expected';
}

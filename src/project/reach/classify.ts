/** What a call on something of a library is: the tables of drivers, clients and methods that the walk looks up. */
import type { UseKind } from '../../model/reach.ts';
import { hostUse } from './host.ts';

const SESSION =
  /^(sqlalchemy|sqlmodel|flask_sqlalchemy|fastapi_sqlalchemy|fastapi_async_sqlalchemy|flask_sqlalchemy_lite)\b.*(Session|AsyncSession|sessionmaker\(\)|scoped_session)\(\)(\.__enter__\(\)|\.begin\(\)|\.begin_nested\(\))*$|SQLAlchemy\(\)(\.session)$|\bscoped_session\(\)$|^fastapi_(async_)?sqlalchemy\.db\.session$/;
const FACTORY = /sessionmaker\(\)$/;
const ENGINE =
  /^sqlalchemy\b.*(create_(async_)?engine\(\)|\b(Async)?(Connection|Engine)\(\))(\.(connect|begin)\(\)|\.__enter__\(\))*$/;
const DRIVER =
  /^(psycopg|psycopg2|psycopg_pool|asyncpg|aiopg|pymysql|MySQLdb|aiomysql|mysql|sqlite3|aiosqlite|pyodbc|cx_Oracle|oracledb|duckdb|clickhouse_driver|clickhouse_connect|pymongo|motor|databases|google\.cloud\.(firestore|bigquery|spanner)|firebase_admin\.firestore|cassandra|neo4j)\b/;
const ACTIVE_RECORD =
  /^(tortoise\.models\.Model|tortoise\.Model|beanie\.(odm\.documents\.)?Document|peewee\.Model|mongoengine\.(Document|DynamicDocument)|ormar\.Model|pony\.orm\b.*|flask_sqlalchemy\.SQLAlchemy\(\)\.Model)/;
const CACHE = /^(redis|aioredis|aiocache|pymemcache|memcache|emcache|coredis)\b/;
/** The module itself or a client of it; a response, its headers and its JSON are read without asking anybody. */
const HTTP =
  /^(httpx|requests(\.api)?|urllib3|urllib\.request|(httpx|requests|aiohttp|urllib3)\b[\w.]*\.(Client|AsyncClient|Session|session|ClientSession|PoolManager|ProxyManager|HTTPS?ConnectionPool)\(\)(\.__enter__\(\))?)$/;
const HTTP_METHODS =
  /^(get|post|put|patch|delete|head|options|request|stream|send|urlopen|urlretrieve|ws_connect|build_request_and_send)$/;
const QUEUE = /^(celery|rq|arq|dramatiq|huey|kombu|aiokafka|kafka|confluent_kafka|aio_pika|pika|nats|faststream)\b/;
const QUEUE_METHODS =
  /^(send_task|delay|apply_async|enqueue|enqueue_in|enqueue_at|enqueue_job|send_with_options|produce|send_and_wait|basic_publish|publish)$/;

const SESSION_METHODS = new Set(
  'execute query scalars scalar add add_all get get_one delete merge exec bulk_save_objects bulk_insert_mappings bulk_update_mappings stream stream_scalars run_sync'.split(
    ' ',
  ),
);
const TRANSACTION_METHODS = new Set(['commit', 'flush', 'refresh']);
const CURSOR_METHODS = new Set(
  `execute executemany fetchone fetchall fetchmany fetch fetchrow fetchval fetch_all fetch_one fetch_val callproc copy_expert copy
  find find_one insert_one insert_many update_one update_many delete_one delete_many aggregate count_documents
  find_one_and_update replace_one distinct run query insert`.split(/\s+/),
);
const RECORD_METHODS = new Set(
  `filter get get_or_none get_or_create all create first save delete update find find_one find_all find_many insert insert_many
  exclude aggregate bulk_create count exists select query objects`.split(/\s+/),
);
/** What nothing but a session has: enough to know one by its variable's name. */
const TELLING_METHODS = new Set('execute query scalars scalar add add_all commit flush refresh merge exec'.split(' '));
const SESSION_NAMES =
  /^_?(db|session|db_session|database_session|sess|async_session|dbsession|db_sess|asession|sql_session)$/;

/** What calling `method` on something of this origin does, or `null` when that is nothing to note. */
export function useOf(origin: string, method: string): UseKind | null {
  if (SESSION.test(origin) && !FACTORY.test(origin)) {
    if (TRANSACTION_METHODS.has(method)) return 'transaction';
    return SESSION_METHODS.has(method) ? 'session' : null;
  }
  if (ENGINE.test(origin))
    return /^(execute|exec_driver_sql|scalar|scalars|run_sync|stream)$/.test(method) ? 'engine' : null;
  if (DRIVER.test(origin)) return CURSOR_METHODS.has(method) ? 'cursor' : null;
  if (ACTIVE_RECORD.test(origin)) return RECORD_METHODS.has(method) ? 'model' : null;
  if (CACHE.test(origin)) return origin.includes('()') ? 'cache' : null;
  if (HTTP.test(origin)) return HTTP_METHODS.test(method) ? 'http' : null;
  if (QUEUE.test(origin)) return QUEUE_METHODS.test(method) ? 'queue' : null;
  return hostUse(origin, method);
}

/** The same where the variable's name is all that is known. */
export function useByName(receiver: string, method: string): UseKind | null {
  if (!SESSION_NAMES.test(receiver) || !TELLING_METHODS.has(method)) return null;
  return TRANSACTION_METHODS.has(method) ? 'transaction' : 'session';
}

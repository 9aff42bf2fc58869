/** What classes of other packages bring to a mapped class: columns, the name of its table, types of annotations. */
import type { ColumnType, ModelColumn } from '../../../model/schema.ts';
import type { Place } from '../../../model/span.ts';

export interface LibraryClass {
  /** It is declarative: what derives from it is mapped. Name of the metadata that it shares. */
  readonly base: string | null;
  /** The table of a class that gives no name itself: `snake` of the class's name, or this. */
  readonly table: string | null;
  readonly columns: readonly LibraryColumn[];
}

interface LibraryColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly primaryKey: boolean;
}

/** How the types below are written in SQL and in a migration. */
const TYPES: Readonly<Record<string, readonly [ColumnType['family'], string, string]>> = {
  uuid: ['uuid', 'UUID', 'sa.Uuid()'],
  bigint: ['integer', 'BIGINT', 'sa.BigInteger()'],
  integer: ['integer', 'INTEGER', 'sa.Integer()'],
  string: ['string', 'VARCHAR', 'sa.String()'],
  text: ['text', 'TEXT', 'sa.Text()'],
  boolean: ['boolean', 'BOOLEAN', 'sa.Boolean()'],
  date: ['date', 'DATE', 'sa.Date()'],
  datetime: ['datetime', 'TIMESTAMP', 'sa.DateTime()'],
  datetimetz: ['datetimetz', 'TIMESTAMP WITH TIME ZONE', 'sa.DateTime(timezone=True)'],
  json: ['json', 'JSON', 'sa.JSON()'],
  jsonb: ['json', 'JSONB', 'postgresql.JSONB()'],
};

function typed(word: string): ColumnType {
  const [kind = '', size] = word.split(':');
  const [family, text, python] = TYPES[kind] ?? ['unknown', '?', ''];
  const length = size === undefined ? null : Number(size);
  const sized = length === null ? { text, python } : { text: `${text}(${size})`, python: `sa.String(length=${size})` };
  return { family, ...sized, length, enumeration: null, inferred: false };
}

/** `name type[:length] [key|null]`, separated by commas. */
function columns(written: string): LibraryColumn[] {
  return written.split(',').flatMap((one) => {
    const [name, type, mark] = one.trim().split(/\s+/);
    if (!name || type === undefined) return [];
    return [{ name, type: typed(type), nullable: mark === 'null', primaryKey: mark === 'key' }];
  });
}

const plain = (written: string): LibraryClass => ({ base: null, table: null, columns: columns(written) });

const UUID_KEY = 'id uuid key, sa_orm_sentinel integer null';
const NANO_KEY = 'id string:21 key, sa_orm_sentinel integer null';
const BIG_KEY = 'id bigint key';
const AUDIT = 'created_at datetimetz, updated_at datetimetz';

/** Bases of Advanced Alchemy, which Litestar hands on under names of its own. */
function advanced(written: string): LibraryClass {
  return { base: 'advanced_alchemy.base.orm_registry', table: 'snake', columns: columns(written) };
}

const ADVANCED: Readonly<Record<string, LibraryClass>> = {
  UUIDBase: advanced(UUID_KEY),
  UUIDv6Base: advanced(UUID_KEY),
  UUIDv7Base: advanced(UUID_KEY),
  UUIDAuditBase: advanced(`${UUID_KEY}, ${AUDIT}`),
  UUIDv6AuditBase: advanced(`${UUID_KEY}, ${AUDIT}`),
  UUIDv7AuditBase: advanced(`${UUID_KEY}, ${AUDIT}`),
  NanoIDBase: advanced(NANO_KEY),
  NanoIDAuditBase: advanced(`${NANO_KEY}, ${AUDIT}`),
  BigIntBase: advanced(BIG_KEY),
  BigIntAuditBase: advanced(`${BIG_KEY}, ${AUDIT}`),
  IdentityBase: advanced(BIG_KEY),
  IdentityAuditBase: advanced(`${BIG_KEY}, ${AUDIT}`),
  DefaultBase: advanced(''),
  AdvancedDeclarativeBase: { ...advanced(''), table: null },
  CommonTableAttributes: { ...plain(''), table: 'snake' },
  BasicAttributes: plain(''),
  UUIDPrimaryKey: plain(UUID_KEY),
  UUIDv6PrimaryKey: plain(UUID_KEY),
  UUIDv7PrimaryKey: plain(UUID_KEY),
  NanoIDPrimaryKey: plain(NANO_KEY),
  BigIntPrimaryKey: plain(BIG_KEY),
  IdentityPrimaryKey: plain(BIG_KEY),
  AuditColumns: plain(AUDIT),
  SlugKey: plain('slug string:100'),
  SentinelMixin: plain('sa_orm_sentinel integer null'),
  UniqueMixin: plain(''),
};

const USER =
  'email string:320, hashed_password string:1024, is_active boolean, is_superuser boolean, is_verified boolean';
const ACCOUNT = `oauth_name string:100, access_token string:1024, expires_at integer null, refresh_token string:1024 null,
  account_id string:320, account_email string:320`;
const TOKEN = 'token string:43 key, created_at datetimetz';

const USERS: Readonly<Record<string, LibraryClass>> = {
  SQLAlchemyBaseUserTable: { ...plain(USER), table: 'user' },
  SQLAlchemyBaseUserTableUUID: { ...plain(`id uuid key, ${USER}`), table: 'user' },
  SQLAlchemyBaseOAuthAccountTable: { ...plain(ACCOUNT), table: 'oauth_account' },
  SQLAlchemyBaseOAuthAccountTableUUID: { ...plain(`id uuid key, ${ACCOUNT}, user_id uuid`), table: 'oauth_account' },
  SQLAlchemyBaseAccessTokenTable: { ...plain(TOKEN), table: 'accesstoken' },
  SQLAlchemyBaseAccessTokenTableUUID: { ...plain(`${TOKEN}, user_id uuid`), table: 'accesstoken' },
};

/** By package, then by class. */
const PACKAGES: readonly (readonly [RegExp, Readonly<Record<string, LibraryClass>>])[] = [
  [/^(advanced_alchemy|litestar)\./, ADVANCED],
  [/^fastapi_users(_db_sqlalchemy)?\./, USERS],
  [/^sqlalchemy_utils\./, { Timestamp: plain('created datetime, updated datetime') }],
  [/^sqlalchemy_mixins\./, { TimestampsMixin: plain('created_at datetime, updated_at datetime') }],
  [
    /^flask_dance\./,
    { OAuthConsumerMixin: plain('id integer key, provider string:50, created_at datetime, token json') },
  ],
  [
    /^oslo_db\./,
    {
      ModelBase: plain(''),
      ModelIterator: plain(''),
      TimestampMixin: plain('created_at datetime null, updated_at datetime null'),
      SoftDeleteMixin: plain('deleted_at datetime null, deleted integer null'),
    },
  ],
];

/** What is known of a class of another package, by its dotted name. */
export function libraryClass(dotted: string): LibraryClass | null {
  const name = dotted.slice(dotted.lastIndexOf('.') + 1);
  for (const [pattern, classes] of PACKAGES) {
    const found = pattern.test(dotted) && Object.hasOwn(classes, name) ? classes[name] : undefined;
    if (found) return found;
  }
  return null;
}

/** The columns that a class of another package brings to a class at `at`. */
export function libraryColumns(dotted: string, at: Place): ModelColumn[] {
  const name = dotted.slice(dotted.lastIndexOf('.') + 1);
  return (libraryClass(dotted)?.columns ?? []).map((column) => ({
    ...column,
    serverDefault: null,
    unique: false,
    index: false,
    foreignKey: null,
    at,
    attribute: column.name,
    inheritedFrom: name,
    // They are filled in by the library, or asked for by it.
    pythonDefault: true,
  }));
}

/** Types that the registry of Advanced Alchemy gives to annotations. */
export const LIBRARY_TYPES: ReadonlyMap<string, ColumnType> = new Map(
  Object.entries({
    'uuid.UUID': 'uuid',
    'datetime.datetime': 'datetimetz',
    'datetime.date': 'date',
    'builtins.dict': 'jsonb',
    'typing.Dict': 'jsonb',
    'pydantic.EmailStr': 'string',
    'pydantic.AnyUrl': 'string',
    'pydantic.AnyHttpUrl': 'string',
    'pydantic.Json': 'jsonb',
    'advanced_alchemy.types.FileObject': 'jsonb',
    'advanced_alchemy.types.FileObjectList': 'jsonb',
  }).map(([name, word]) => [name, typed(word)]),
);

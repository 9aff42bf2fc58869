/** The families of types: by the names that SQL, SQLAlchemy and its extensions give them, in lower case. */
import type { TypeFamily } from './schema.ts';

const NAMES: Readonly<Record<TypeFamily, string>> = {
  string: `string varchar char character nvarchar nchar unicode autostring citext bpchar name emailtype phonenumbertype
    colortype countrytype currencytype localetype ltree ltreetype stringencryptedtype
    choicetype ipaddresstype timezonetype weekdaystype emailstr encryptedstring passwordhash`,
  text: 'text unicodetext clob tinytext mediumtext longtext encryptedtext urltype scalarlisttype',
  integer: `integer int int2 int4 int8 smallint bigint biginteger smallinteger serial bigserial smallserial bigintidentity serial4 serial8
    tinyint mediumint oid`,
  uuid: 'uuid guid uuidtype uniqueidentifier',
  datetime: 'datetime timestamp arrowtype',
  datetimetz: 'timestamptz utcdatetime datetimetz datetimeutc timestampaware tzdatetime',
  boolean: 'boolean bool',
  float: 'float real double double_precision float4 float8',
  numeric: 'numeric decimal money number',
  json: 'json jsonb jsontype mutablejson storedobject',
  enum: 'enum',
  array: 'array',
  binary: 'largebinary binary varbinary bytea blob pickletype longblob mediumblob passwordtype encryptedtype',
  date: 'date',
  time: 'time timetz',
  interval: 'interval',
  vector: 'vector halfvec sparsevec bit',
  network: 'inet cidr macaddr macaddr8',
  search: 'tsvector tsvectortype tsquery',
  geometry: 'geometry geography raster point polygon',
  hstore: 'hstore',
  range: `int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange
    tsmultirange tstzmultirange datemultirange intrangetype datetimerangetype`,
  unknown: '',
};

const FAMILIES = new Map<string, TypeFamily>();
for (const [family, names] of Object.entries(NAMES)) {
  // The keys of NAMES are the families.
  for (const name of names.split(/\s+/)) if (name !== '') FAMILIES.set(name, family as TypeFamily);
}

/** The family of a type by its name in any case, or `null` for a name that is not known. */
export function familyOf(name: string): TypeFamily | null {
  return FAMILIES.get(name.toLowerCase()) ?? null;
}

/** What SQLAlchemy calls differently from PostgreSQL, in lower case. */
const SQL: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  unicode: 'VARCHAR',
  autostring: 'VARCHAR',
  unicodetext: 'TEXT',
  biginteger: 'BIGINT',
  smallinteger: 'SMALLINT',
  datetime: 'TIMESTAMP',
  largebinary: 'BYTEA',
  double: 'DOUBLE PRECISION',
  double_precision: 'DOUBLE PRECISION',
  pickletype: 'BYTEA',
  tsvectortype: 'TSVECTOR',
  uuidtype: 'UUID',
  guid: 'UUID',
  int: 'INTEGER',
  bool: 'BOOLEAN',
  decimal: 'NUMERIC',
};

/** The SQL name of a type. */
export function sqlName(name: string): string {
  return SQL[name.toLowerCase()] ?? name.toUpperCase();
}

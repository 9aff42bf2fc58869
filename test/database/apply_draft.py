"""Applies the migrations of a sample back-end to PostgreSQL and tells what Alembic itself makes of the result.

    apply_draft.py FOLDER SOCKET DATABASE METADATA OLD_HEADS BACK

FOLDER holds alembic.ini; METADATA names the metadata as `package.module:Base.metadata`. The revisions up to OLD_HEADS are
applied, rows.sql is run, the rest is applied, taken back to each of BACK and applied again. One JSON object goes to standard output.
"""
import contextlib
import importlib
import json
import os
import sys

import psycopg2
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql

folder, socket, database, metadata_name, old_heads, back = sys.argv[1:]
os.chdir(folder)
sys.path[:0] = [folder, os.path.join(folder, "src")]
sys.dont_write_bytecode = True

admin = psycopg2.connect(host=socket, user="postgres", dbname="postgres")
admin.autocommit = True
admin.cursor().execute('CREATE DATABASE "%s"' % database)
admin.close()
os.environ["DATABASE_URL"] = "postgresql+psycopg2://postgres@/%s?host=%s" % (database, socket)

module, _, path = metadata_name.partition(":")
metadata = importlib.import_module(module)
for name in path.split("."):
    metadata = getattr(metadata, name)

engine = sa.create_engine(os.environ["DATABASE_URL"])
config = Config("alembic.ini")


def run(step, *args):
    # What Alembic prints is not the answer.
    with contextlib.redirect_stdout(sys.stderr):
        step(config, *args)


def described(table):
    """Columns by name: SQL type and nullability."""
    dialect = postgresql.dialect()
    return {c.name: [c.type.compile(dialect), bool(c.nullable)] for c in table.columns}


def reflected():
    """What the database holds, in full: tables, constraints, indexes, types and rows."""
    found = {}
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        for schema in inspector.get_schema_names():
            if schema == "information_schema":
                continue
            for table in inspector.get_table_names(schema=schema):
                name = table if schema == "public" else schema + "." + table
                found[name] = {
                    "columns": [[c["name"], c["type"].compile(postgresql.dialect()), c["nullable"], c["default"]] for c in inspector.get_columns(table, schema)],
                    "pk": inspector.get_pk_constraint(table, schema),
                    "fk": inspector.get_foreign_keys(table, schema),
                    "unique": inspector.get_unique_constraints(table, schema),
                    "check": inspector.get_check_constraints(table, schema),
                    "index": inspector.get_indexes(table, schema),
                }
        found["types"] = labels(connection)
    return json.loads(json.dumps(found, default=str, sort_keys=True))


def labels(connection):
    rows = connection.execute(
        sa.text("SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY enumsortorder")
    )
    found = {}
    for name, label in rows:
        found.setdefault(name, []).append(label)
    return found


def left_over():
    """What autogenerate would still write."""
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_schemas": True,
            "target_metadata": metadata,
        }
        context = MigrationContext.configure(connection, opts=options)
        return [str(one) for one in compare_metadata(context, metadata)]


def enum_differences():
    """Alembic does not look at the values of enumerations."""
    with engine.connect() as connection:
        held = labels(connection)
    return [
        [column.type.name, column.type.enums, held.get(column.type.name)]
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Enum) and column.type.native_enum and held.get(column.type.name) != column.type.enums
    ]


for old_head in old_heads.split(","):
    run(command.upgrade, old_head)
if os.path.exists("rows.sql"):
    with engine.connect() as connection, connection.begin():
        connection.execute(sa.text(open("rows.sql").read()))
before = reflected()
run(command.upgrade, "heads")
after = reflected()
for parent in back.split(","):
    run(command.downgrade, parent)
taken_back = reflected()
run(command.upgrade, "heads")
again = reflected()


def difference(one, other):
    """Where two states differ: `table part`, for people to read."""
    found = []
    for name in sorted(set(one) | set(other)):
        left, right = one.get(name), other.get(name)
        if name == "types" or left is None or right is None:
            # PostgreSQL cannot take a value out of a type.
            gone = set(left or {}) ^ set(right or {}) if name == "types" else {name}
            found.extend("%s exists once" % each for each in sorted(gone))
            continue
        for part in left:
            # A column that was dropped and made again stands at the end: the order does not matter.
            if sorted(map(str, left[part])) != sorted(map(str, right[part])) if part != "pk" else left[part] != right[part]:
                found.append("%s %s: %s, %s" % (name, part, left[part], right[part]))
    return found


print(
    json.dumps(
        {
            "versions": [sa.__version__, importlib.import_module("alembic").__version__],
            "leftOver": left_over(),
            "enumDifferences": enum_differences(),
            "notTakenBack": difference(before, taken_back),
            "notRepeated": difference(after, again),
            "models": {table.fullname: described(table) for table in metadata.tables.values()},
            "database": {
                name: {c[0]: [c[1], c[2]] for c in table["columns"]} for name, table in after.items() if name != "types"
            },
        }
    )
)

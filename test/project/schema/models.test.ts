import { describe, expect, it } from '@jest/globals';
import { modelsOf, schemaOf } from './told.ts';

const CLASSIC = `from sqlalchemy import *
from sqlalchemy.orm import declarative_base, declared_attr, relationship
Base = declarative_base()
`;
const MODERN = `import enum
import uuid
from datetime import datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Optional
from sqlalchemy import ForeignKey, Integer, String, Table, Column, Text, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship, column_property


class Base(DeclarativeBase):
    pass

`;

describe('declarative classes', () => {
  it('reads Column in the style of 1.3', () => {
    expect(
      modelsOf(`${CLASSIC}
class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    name = Column("full_name", String(50), nullable=False)
    about = Column(Text)
    ratio = Column(Float, default=1.0)
    posts = relationship("Post")
`),
    ).toEqual(['users: id INTEGER!, full_name VARCHAR(50)!, about TEXT, ratio FLOAT']);
  });

  it('reads Mapped annotations, optional or not', () => {
    expect(
      modelsOf(`${MODERN}
class Kind(enum.Enum):
    A = "a"


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[uuid.UUID]
    name: Mapped[Optional[str]]
    nick: Mapped[str | None] = mapped_column(String(30))
    price: Mapped[Decimal]
    at: Mapped[datetime]
    kind: Mapped[Kind]
    forced: Mapped[str | None] = mapped_column(nullable=False)
    quoted: Mapped["int | None"]
    limit: ClassVar[int] = 3
    posts: Mapped[list["Post"]] = relationship()
    double: Mapped[int] = column_property(id + id)
`),
    ).toEqual([
      'users: id INTEGER!, key UUID!, name VARCHAR, nick VARCHAR(30), price NUMERIC!, at TIMESTAMP!, kind kind!, forced VARCHAR!, quoted INTEGER',
    ]);
  });

  it('follows Annotated aliases and type_annotation_map', () => {
    expect(
      modelsOf(`${MODERN.replace('    pass', '    type_annotation_map = {datetime: TIMESTAMP(timezone=True), str: Text}')}
pk = Annotated[uuid.UUID, mapped_column(primary_key=True)]
short = Annotated[str, mapped_column(String(10), nullable=True)]


class User(Base):
    __tablename__ = "users"
    id: Mapped[pk]
    code: Mapped[short]
    at: Mapped[datetime]
    note: Mapped[str]
`),
    ).toEqual(['users: id UUID!, code VARCHAR(10), at TIMESTAMP WITH TIME ZONE!, note TEXT!']);
  });

  it('tells the parameters of the keys of a type_annotation_map apart', () => {
    const map =
      '    type_annotation_map = {dict[str, Any]: JSONB, list[dict[str, Any]]: JSONB, list[str]: ARRAY(String)}';
    expect(
      modelsOf(`from typing import Any
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
${MODERN.replace('    pass', map)}
class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    events: Mapped[list[dict[str, Any]]]
    names: Mapped[list[str]]
    extra: Mapped[dict[str, Any] | None]
    other: Mapped[dict[str, int]]
`),
    ).toEqual(['tasks: id INTEGER!, events JSONB!, names VARCHAR[]!, extra JSONB, other JSONB!']);
  });

  it('takes columns of mixins, abstract bases and declared_attr; a class may take them away', () => {
    expect(
      modelsOf(`${CLASSIC}
class Named:
    name = Column(String(20))
    gone = Column(String(20))


class Owned:
    @declared_attr
    def owner_id(cls):
        return Column(Integer, ForeignKey("users.id"), nullable=False)


class Record(Base):
    __abstract__ = True
    id = Column(BigInteger, primary_key=True)


class Thing(Named, Owned, Record):
    __tablename__ = "things"
    gone = None
`),
    ).toEqual(['things: name VARCHAR(20), owner_id INTEGER!, id BIGINT!']);
  });

  it('computes the table name as the base does', () => {
    const base = (
      body: string,
    ) => `${MODERN.replace('    pass', `    id: Mapped[int] = mapped_column(primary_key=True)\n\n    @declared_attr.directive\n    def __tablename__(cls):\n        return ${body}`)}
class BlogPost(Base):
    pass
`;
    const name = (body: string) =>
      modelsOf(`import re\nimport inflection\nimport pluralize\n${base(body)}`).map((line) => line.split(':')[0]);
    expect(name('cls.__name__.lower()')).toEqual(['blogpost']);
    expect(name('re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower() + "s"')).toEqual(['blog_posts']);
    expect(name('"_".join(x.lower() for x in re.split("(?=[A-Z])", cls.__name__) if x)')).toEqual(['blog_post']);
    expect(name('"".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")')).toEqual([
      'blog_post',
    ]);
    expect(name('inflection.underscore(cls.__name__)')).toEqual(['blog_post']);
    expect(name('pluralize.plural(cls.__name__)')).toEqual([]);
  });

  it('says which table name it could not read', () => {
    const { models } = schemaOf({
      'm.py': `${CLASSIC}\nclass A(Base):\n    __tablename__ = settings.name()\n    id = Column(Integer, primary_key=True)\n`,
    });
    expect(models.tables).toEqual([]);
    expect(models.unknown).toMatchObject([
      { path: 'm.py', reason: '`A`: `__tablename__` is computed in a way that could not be followed' },
    ]);
  });

  it('tells joined, single-table and concrete inheritance apart', () => {
    expect(
      modelsOf(`${CLASSIC}
class File(Base):
    __tablename__ = "files"
    id = Column(Integer, primary_key=True)
    kind = Column(String)


class Image(File):
    width = Column(Integer)


class Movie(File):
    __tablename__ = "movies"
    id = Column(ForeignKey("files.id"), primary_key=True)
    length = Column(Integer)


class Old(File):
    __tablename__ = "old_files"
    __mapper_args__ = {"concrete": True}
    id = Column(Integer, primary_key=True)
    kind = Column(String)
`),
    ).toEqual([
      'files: id INTEGER!, kind VARCHAR, width INTEGER',
      'movies: id INTEGER!, length INTEGER',
      'old_files: id INTEGER!, kind VARCHAR',
    ]);
  });

  it('takes types of foreign keys from their target, and of custom types from what they stand on', () => {
    expect(
      modelsOf(`${CLASSIC}
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.types import TypeDecorator


class Secret(TypeDecorator):
    impl = LargeBinary


class User(Base):
    __tablename__ = "users"
    id = Column(UUID(as_uuid=True), primary_key=True)
    token = Column(Secret(32))
    boss_id = Column(ForeignKey("users.id"))
`),
    ).toEqual(['users: id UUID!, token BYTEA, boss_id UUID']);
  });

  it('reads schemas, tables of MetaData(schema=…) and Table(…)', () => {
    expect(
      modelsOf(`from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import declarative_base
Base = declarative_base(metadata=MetaData(schema="core"))


class A(Base):
    __tablename__ = "a"
    id = Column(Integer, primary_key=True)


class B(Base):
    __tablename__ = "b"
    __table_args__ = ({"schema": "other"})
    id = Column(Integer, primary_key=True)


ab = Table("ab", Base.metadata, Column("a_id", Integer), *[Column(n, Integer) for n in ("x", "y")])
`),
    ).toEqual(['core.a: id INTEGER!', 'core.ab: a_id INTEGER, x INTEGER, y INTEGER', 'other.b: id INTEGER!']);
  });

  it('follows partial, wrapping functions and subclasses of Column', () => {
    expect(
      modelsOf(`import functools
${CLASSIC}
Required = functools.partial(Column, nullable=False)


def Wrapped(*args, **kwargs):
    kwargs.setdefault("nullable", False)
    return Column(*args, **kwargs)


class Own(Column):
    pass


class T(Base):
    __tablename__ = "t"
    id = Required(Integer, primary_key=True)
    a = Required(String(5))
    b = Wrapped("bee", Text)
    c = Own(Integer)
`),
    ).toEqual(['t: id INTEGER!, a VARCHAR(5)!, bee TEXT!, c INTEGER']);
  });

  it('does not take requests, responses and dataclasses for tables', () => {
    expect(
      modelsOf(`from dataclasses import dataclass
from pydantic import BaseModel
from sqlmodel import Field, SQLModel


class In(BaseModel):
    id: int


class Out(SQLModel):
    id: int


@dataclass
class Point:
    x: int
`),
    ).toEqual([]);
  });
});

describe('SQLModel', () => {
  it('reads annotations, Field and sa_column', () => {
    expect(
      modelsOf(`import uuid
from datetime import datetime
from sqlalchemy import JSON, Column, DateTime
from sqlmodel import Field, Relationship, SQLModel


class Base(SQLModel):
    created_at: datetime = Field(default_factory=datetime.now, sa_type=DateTime(timezone=True))


class Hero(Base, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=80, index=True)
    age: int | None = None
    tags: list[str] = Field(sa_column=Column("labels", JSON, nullable=False))
    team_id: int | None = Field(default=None, foreign_key="team.id")
    team: "Team" = Relationship(back_populates="heroes")
    model_config = {}


class Team(SQLModel, table=True):
    __tablename__ = "teams"
    id: int | None = Field(default=None, primary_key=True)
`),
    ).toEqual([
      'hero: id UUID!, name VARCHAR(80)!, age INTEGER, labels JSON!, team_id INTEGER, created_at TIMESTAMP WITH TIME ZONE!',
      'teams: id INTEGER!',
    ]);
  });
});

describe('Flask-SQLAlchemy', () => {
  it('names tables after classes', () => {
    expect(
      modelsOf(
        `from app import db


class HTTPLog(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    at = db.Column(db.DateTime(timezone=True), nullable=False)


links = db.Table("links", db.Column("a", db.Integer), db.Column("b", db.Integer))
`,
        { 'app/__init__.py': 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n' },
      ),
    ).toEqual(['http_log: id INTEGER!, at TIMESTAMP WITH TIME ZONE!', 'links: a INTEGER, b INTEGER']);
  });

  it('leaves columns of a base of another package open', () => {
    const { models } = schemaOf({
      'app/models.py':
        'from sql_versioning import Versioned\nfrom app import db\n\n\nclass Fee(db.Model, Versioned):\n    id = db.Column(db.Integer, primary_key=True)\n',
      'app/__init__.py': 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n',
    });
    expect(models.tables[0]?.unknown).toMatchObject([{ reason: expect.stringContaining('sql_versioning.Versioned') }]);
  });

  it('names a table after a class whose base computes the primary key', () => {
    expect(
      modelsOf(
        `from app import db
from sqlalchemy.orm import declared_attr


class BaseModel(db.Model):
    __abstract__ = True

    @declared_attr
    def id(cls):
        if hasattr(cls, "_generate_id"):
            return db.Column(db.Integer, primary_key=True, autoincrement=False)
        else:
            return db.Column(db.Integer, primary_key=True)


class Company(BaseModel):
    name = db.Column(db.String(20))
`,
        { 'app/__init__.py': 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n' },
      ),
    ).toEqual([expect.stringMatching(/^company: .*name VARCHAR\(20\)/)]);
  });
});

describe('bad input', () => {
  const source = `${MODERN}
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[Optional[str]] = mapped_column("n", String(20))
`;

  it('never throws, wherever the file ends', () => {
    for (let end = 0; end <= source.length; end += 7) expect(Array.isArray(modelsOf(source.slice(0, end)))).toBe(true);
  });

  it('ends on classes and values that lead in circles', () => {
    const circles = `${CLASSIC}
class A(B): pass
class B(A, Base):
    __tablename__ = x
    id = Column(y, primary_key=True)
x = z
z = x
y = lambda: y()
def __tablename__(cls): return __tablename__(cls)
`;
    expect(Array.isArray(modelsOf(circles))).toBe(true);
  });

  it.each(['(a+)+$', `${'a?'.repeat(39)}${'a'.repeat(39)}`, `${'(a|a)'.repeat(23)}b`, 'a*a*a*a*b'])(
    'does not spend its time on somebody else’s regular expression: %s',
    (pattern) => {
      const evil = `${MODERN.replace('    pass', `    @declared_attr.directive\n    def __tablename__(cls):\n        return re.sub(r"${pattern}", "_", cls.__name__)`)}
class ${'a'.repeat(70)}B(Base):
    id: Mapped[int] = mapped_column(primary_key=True)
`;
      expect(modelsOf(`import re\n${evil}`)).toEqual([]);
    },
  );
});

import { describe, expect, it } from '@jest/globals';
import { modelsOf, schemaOf } from './told.ts';

describe('bases and mixins of other packages', () => {
  it('takes keys, audit columns, names of tables and types of annotations from Advanced Alchemy', () => {
    expect(
      modelsOf(`from datetime import datetime
from advanced_alchemy.base import BigIntAuditBase
from advanced_alchemy.extensions.litestar import base
from advanced_alchemy.mixins import SlugKey
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column


class TeamMember(base.UUIDBase, SlugKey):
    seen_at: Mapped[datetime | None]
    extra: Mapped[dict]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))


class Post(BigIntAuditBase):
    __tablename__ = "posts"
    title: Mapped[str]
`),
    ).toEqual([
      'posts: title VARCHAR!, id BIGINT!, created_at TIMESTAMP WITH TIME ZONE!, updated_at TIMESTAMP WITH TIME ZONE!',
      'team_member: seen_at TIMESTAMP WITH TIME ZONE, extra JSONB!, post_id BIGINT!, id UUID!, sa_orm_sentinel INTEGER, slug VARCHAR(100)!',
    ]);
  });

  it('knows the user table of FastAPI Users', () => {
    expect(
      modelsOf(`from fastapi_users.db import SQLAlchemyBaseUserTableUUID
from sqlalchemy.orm import DeclarativeBase, Mapped


class Base(DeclarativeBase):
    pass


class User(SQLAlchemyBaseUserTableUUID, Base):
    nick: Mapped[str]
`),
    ).toEqual([
      'user: nick VARCHAR!, id UUID!, email VARCHAR(320)!, hashed_password VARCHAR(1024)!, is_active BOOLEAN!, is_superuser BOOLEAN!, is_verified BOOLEAN!',
    ]);
  });

  it('maps what has the name of a table and a key, and names the base that it could not read', () => {
    const { models } = schemaOf({
      'app/models.py': `import sqlalchemy as sa
from company.db import Base


class Port(Base):
    __tablename__ = "ports"
    id = sa.Column(sa.Integer, primary_key=True)


class Settings(Base):
    __tablename__ = "no column here"
    debug = False
`,
    });
    expect(models.tables.map(({ name }) => name)).toEqual(['ports']);
    expect(models.tables[0]?.unknown[0]?.reason).toContain('company.db.Base');
  });
});

describe('classes made in functions', () => {
  it('follows a base that a function makes', () => {
    expect(
      modelsOf(
        `from sqlalchemy import Column, Integer
from app.base import versioned_base
Base = versioned_base("archive", 1)


class Entry(Base):
    __tablename__ = "entries"
    id = Column(Integer, primary_key=True)
`,
        {
          'app/base.py': `from sqlalchemy.orm import as_declarative, DeclarativeMeta


def versioned_base(plugin, version):
    @as_declarative(metaclass=DeclarativeMeta)
    class VersionedBase:
        _plugin = plugin

    return VersionedBase
`,
        },
      ),
    ).toEqual(['entries: id INTEGER!']);
  });
});

describe('ways to write a column', () => {
  it('reads annotations in quotes, whole or in part', () => {
    expect(
      modelsOf(`import uuid
from typing import Optional
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: "Mapped[int]" = mapped_column(primary_key=True)
    key: Mapped["Optional[uuid.UUID]"]
    owner: Mapped["uuid.UUID | None"]
    tags: Mapped["list[Tag]"] = relationship()
    parts: "Mapped[list['Part']]"
`),
    ).toEqual(['items: id INTEGER!, key UUID, owner UUID']);
  });

  it('copies the column of a mixin that an attribute names', () => {
    expect(
      modelsOf(`from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base
Base = declarative_base()


class Key:
    id = Column(Integer, primary_key=True)


class Entity(Base):
    __tablename__ = "entities"
    id = Key.id
`),
    ).toEqual(['entities: id INTEGER!']);
  });

  it('reads tables that a loop makes, and names that getattr gives', () => {
    expect(
      modelsOf(`import re
from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table
from sqlalchemy.orm import DeclarativeBase, declared_attr
PASCAL = re.compile(r"(?<!^)(?=[A-Z])")


def snake(obj):
    return PASCAL.sub("_", getattr(obj, "__name__", "")).lower()


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls):
        return snake(cls)


class RoleMap(Base):
    id = Column(Integer, primary_key=True)


for entity in ("user", "group"):
    table = Table(
        f"{entity}_role_map",
        Base.metadata,
        Column(f"{entity}_id", Integer, primary_key=True),
        Column("managed", Boolean, nullable=False),
    )
`),
    ).toEqual([
      'group_role_map: group_id INTEGER!, managed BOOLEAN!',
      'role_map: id INTEGER!',
      'user_role_map: user_id INTEGER!, managed BOOLEAN!',
    ]);
  });

  it('knows what the types of SQLAlchemy-Utils are stored as', () => {
    const { models } = schemaOf({
      'app/models.py': `from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base
from sqlalchemy_utils import EmailType, PasswordType, ScalarListType, URLType
Base = declarative_base()


class Link(Base):
    __tablename__ = "links"
    id = Column(Integer, primary_key=True)
    url = Column(URLType)
    tags = Column(ScalarListType)
    secret = Column(PasswordType)
    mail = Column(EmailType)
`,
    });
    const families = models.tables[0]?.columns.map(({ type }) => type.family);
    expect(families).toEqual(['integer', 'text', 'text', 'binary', 'string']);
  });

  it('takes the type that a decorator chooses for PostgreSQL', () => {
    expect(
      modelsOf(`from sqlalchemy import CHAR, Column
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import declarative_base
from sqlalchemy.types import TypeDecorator
Base = declarative_base()


class Key(TypeDecorator):
    impl = CHAR

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(CHAR(32))


class Recipe(Base):
    __tablename__ = "recipes"
    id = Column(Key, primary_key=True)
`),
    ).toEqual(['recipes: id UUID!']);
  });
});

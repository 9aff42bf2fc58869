"""The catalogue of a library, in the style of SQLAlchemy 1.3: no naming convention, tables in two schemas."""
import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.declarative import declarative_base, declared_attr

Base = declarative_base()


class HasOwner:
    @declared_attr
    def owner_id(cls):
        return sa.Column(sa.Integer, sa.ForeignKey("authors.id", onupdate="CASCADE", ondelete="CASCADE"))


class Author(Base):
    __tablename__ = "authors"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(100), nullable=False)
    born = sa.Column(sa.Date)
    rank = sa.Column(sa.SmallInteger, default=3, nullable=False)
    country = sa.Column("country_code", sa.CHAR(2), default="FR", nullable=False)
    joined = sa.Column(sa.DateTime(timezone=True), default=lambda: datetime.datetime.now(datetime.timezone.utc), nullable=False)
    settings = sa.Column(postgresql.JSONB(astext_type=sa.Text()), default=dict, nullable=False)
    mentor_id = sa.Column(sa.Integer, sa.ForeignKey("authors.id"), index=True)
    slug = sa.Column(sa.String(60), unique=True, index=True)


class Book(Base):
    __tablename__ = "books"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.String(200), nullable=False)
    kind = sa.Column(sa.Enum("novel", "poetry", "essay", "it's complicated", name="book_kind"), nullable=False)
    pages = sa.Column(sa.Integer)
    published = sa.Column(sa.DateTime(timezone=True))
    price = sa.Column(sa.Numeric(8, 2), server_default="9.90", nullable=False)


class Copy(HasOwner, Base):
    __tablename__ = "copies"
    __table_args__ = (
        sa.PrimaryKeyConstraint("book_id", "number", name="copies_key"),
        sa.CheckConstraint("number > 0"),
        sa.Index("copies_by_shelf", "shelf", postgresql_using="hash"),
        {"schema": "archive"},
    )
    book_id = sa.Column(sa.Integer, sa.ForeignKey("books.id", name="copies_of_book", deferrable=True, initially="DEFERRED"))
    number = sa.Column(sa.Integer)
    shelf = sa.Column(sa.String(10))
    weight = sa.Column(sa.Float)
    scan = sa.Column(sa.LargeBinary)
    lent_for = sa.Column(sa.Interval)
    opens = sa.Column(sa.Time)
    address = sa.Column(postgresql.INET)
    state = sa.Column(sa.Enum("new", "worn", native_enum=False, name="copy_state", length=8))


class Loan(Base):
    __tablename__ = "loans"
    __table_args__ = (
        sa.ForeignKeyConstraint(["book_id", "number"], ["archive.copies.book_id", "archive.copies.number"]),
        sa.UniqueConstraint("book_id", "number", "since"),
    )
    id = sa.Column(sa.BigInteger, sa.Identity(always=True), primary_key=True)
    book_id = sa.Column(sa.Integer, nullable=False)
    number = sa.Column(sa.Integer, nullable=False)
    since = sa.Column(sa.Date, server_default=sa.func.current_date(), nullable=False)
    days = sa.Column(sa.Integer, server_default=sa.text("14"), nullable=False)
    until = sa.Column(sa.Date, sa.Computed("since + days", persisted=True))


class Shelf(Base):
    __tablename__ = "shelves"
    id = sa.Column(sa.Integer, primary_key=True)
    keeper_id = sa.Column(sa.ForeignKey("keepers.id"))
    order = sa.Column(sa.Integer, nullable=False, unique=True)


class Keeper(Base):
    __tablename__ = "keepers"
    shelf_id = sa.Column(sa.ForeignKey("shelves.id"), nullable=False)
    id = sa.Column(sa.Integer, primary_key=True)

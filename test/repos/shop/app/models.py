import enum
import uuid
from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.orm import declarative_base, relationship

from app.types import Code

Base = declarative_base(
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
)


class Status(str, enum.Enum):
    DRAFT = "draft"
    PAID = "paid"


class Stamped:
    created_at = Column(DateTime(timezone=True), server_default=func.now(), nullable=False)


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    email = Column(String(255), nullable=False, unique=True)
    phone = Column(String(20), index=True)
    active = Column(Boolean, default=True, nullable=False)
    status = Column(Enum(Status, name="user_status", values_callable=lambda e: [m.value for m in e]), default=Status.DRAFT, nullable=False)
    token = Column(UUID(as_uuid=True), default=uuid.uuid4, nullable=False, unique=True)
    seen_at = Column(DateTime, default=datetime.utcnow, nullable=False)
    tenant = Column(String(10), comment="who pays")
    manager_id = Column(ForeignKey("users.id", ondelete="SET NULL"))


tags = Table(
    "invoice_tags",
    Base.metadata,
    Column("invoice_id", ForeignKey("invoices.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(30), primary_key=True),
)


class Invoice(Stamped, Base):
    __tablename__ = "invoices"
    __table_args__ = (
        UniqueConstraint("user_id", "number"),
        CheckConstraint("total >= 0", name="total_positive"),
        Index("ix_invoices_lower_note", text("lower(note)")),
        Index("ix_invoices_open", "user_id", "status", postgresql_where=text("status = 'DRAFT'")),
        {"comment": "what users owe"},
    )
    id = Column(UUID(as_uuid=True), primary_key=True, server_default=text("gen_random_uuid()"))
    number = Column(Integer, nullable=False)
    user_id = Column(ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True)
    status = Column(Enum(Status), nullable=False, server_default="DRAFT")
    note = Column(Text)
    total = Column(Numeric(10, 2), nullable=False, server_default=text("0"))
    data = Column(JSONB, nullable=False, server_default=text("'{}'::jsonb"))
    labels = Column(ARRAY(String(20)))
    code = Column(Code())
    paid = Column(Boolean, nullable=False, server_default=text("false"))
    first_line_id = Column(ForeignKey("lines.id"))


class Line(Base):
    __tablename__ = "lines"
    id = Column(Integer, primary_key=True)
    invoice_id = Column(ForeignKey(Invoice.id), nullable=False)
    invoice = relationship(Invoice)

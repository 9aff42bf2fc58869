import enum
import uuid
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any, Optional

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE
from sqlalchemy.orm import Mapped, mapped_column, relationship

from clinic.db.base import Base, Timestamps, short, uuid_pk


class Ward(enum.Enum):
    SURGERY = "surgery"
    CHILDREN = "children"


class Urgency(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Patient(Timestamps, Base):
    __tablename__ = "patients"

    id: Mapped[uuid_pk]
    name: Mapped[short]
    born: Mapped[date]
    ward: Mapped[Ward] = mapped_column(default=Ward.CHILDREN)
    second_ward: Mapped[Optional[Ward]]
    notes: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    doctor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("doctors.id", ondelete="SET NULL"), index=True)
    visits: Mapped[list["Visit"]] = relationship(back_populates="patient")


class Doctor(Timestamps, Base):
    __tablename__ = "doctors"
    __table_args__ = (
        UniqueConstraint("name", "speciality"),
        CheckConstraint("char_length(name) > 1", name="name_length"),
    )

    id: Mapped[uuid_pk]
    name: Mapped[short]
    speciality: Mapped[str] = mapped_column(String(80), server_default="general")
    languages: Mapped[list[str]] = mapped_column(ARRAY(String(2)), server_default=text("'{}'"))
    wards: Mapped[list[Ward]] = mapped_column(ARRAY(Enum(Ward)))


class Visit(Base):
    __tablename__ = "visits"

    id: Mapped[int] = mapped_column(primary_key=True)
    patient_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Patient.id, ondelete="CASCADE"))
    doctor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("doctors.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(timezone.utc))
    during = mapped_column(TSTZRANGE)
    price: Mapped[Decimal]
    paid: Mapped[bool] = mapped_column(server_default=text("false"))
    length: Mapped[float | None]
    urgency: Mapped[Urgency] = mapped_column(Enum(Urgency, native_enum=False, length=10))
    patient: Mapped[Patient] = relationship(back_populates="visits")

    __table_args__ = (
        Index(None, "patient_id", "at"),
        Index("visits_unpaid", at.desc(), postgresql_where=text("NOT paid")),
    )

import enum
import uuid
from datetime import datetime, timezone
from typing import Optional

from sqlalchemy import Column, DateTime, Index, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship, SQLModel


class Colour(str, enum.Enum):
    red = "RED"
    blue = "BLUE"


class NoteBase(SQLModel):
    title: str = Field(max_length=120, index=True)
    body: Optional[str] = None
    colour: Colour = Colour.blue
    pinned: bool = False


class Note(NoteBase, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    author_id: int = Field(foreign_key="author.id", ondelete="CASCADE", index=True)
    written_at: datetime = Field(sa_column=Column(DateTime(timezone=True), server_default=func.now(), nullable=False))
    data: dict = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    author: "Author" = Relationship(back_populates="notes")


class NoteRead(NoteBase):
    id: uuid.UUID


class Author(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("email", "team"), Index("author_by_team", "team"))

    id: Optional[int] = Field(default=None, primary_key=True)
    email: str = Field(unique=True)
    team: str = Field(default="all", max_length=30)
    visits: int = 0
    rating: float = Field(default=0.5, sa_column_kwargs={"comment": "0 to 1"})
    seen_at: datetime = Field(
        default_factory=lambda: datetime.now(timezone.utc), sa_type=DateTime(timezone=True)
    )
    notes: list[Note] = Relationship(back_populates="author")


class NoteTag(SQLModel, table=True):
    __tablename__ = "note_tags"

    note_id: uuid.UUID = Field(foreign_key="note.id", primary_key=True)
    tag: str = Field(primary_key=True)

from sqlalchemy import Column, ForeignKey, Integer, Numeric

from depot.base import Base


class Invoice(Base):
    __tablename__ = "invoices"

    id = Column(Integer, primary_key=True)
    amount = Column(Numeric(10, 2), nullable=False)
    tax = Column(Numeric(10, 2))


class Account(Base):
    __tablename__ = "accounts"

    id = Column(Integer, primary_key=True)
    owner_id = Column(Integer, ForeignKey("owners.id"))

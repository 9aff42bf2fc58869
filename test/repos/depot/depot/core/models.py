from sqlalchemy import Column, ForeignKey, Integer, String

from depot.base import Base


class Place(Base):
    __tablename__ = "places"

    id = Column(Integer, primary_key=True)
    name = Column(String(50), nullable=False)
    city = Column(String(80))


class Owner(Base):
    __tablename__ = "owners"

    id = Column(Integer, primary_key=True)
    place_id = Column(Integer, ForeignKey("places.id"))

from decimal import Decimal

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.models import Base
from app.schemas.product import ProductCreate
from app.services import catalogue
from app.services.errors import NotFound


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session


def test_a_new_product_can_be_found(session):
    product = catalogue.add_product(session, ProductCreate(name="Tea", price=Decimal("3.20"), stock=4))
    assert catalogue.get_product(session, product.id).name == "Tea"


def test_an_unknown_product_is_not_found(session):
    with pytest.raises(NotFound):
        catalogue.get_product(session, 7)

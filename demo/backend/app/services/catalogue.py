from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Product
from app.schemas.product import ProductCreate
from app.services.errors import NotFound


def list_products(session: Session, *, limit: int, offset: int) -> list[Product]:
    query = select(Product).order_by(Product.id).limit(limit).offset(offset)
    return list(session.scalars(query))


def get_product(session: Session, product_id: int) -> Product:
    product = session.get(Product, product_id)
    if product is None:
        raise NotFound("There is no such product.")
    return product


def add_product(session: Session, given: ProductCreate) -> Product:
    product = Product(name=given.name, price=given.price, stock=given.stock)
    session.add(product)
    session.commit()
    return product

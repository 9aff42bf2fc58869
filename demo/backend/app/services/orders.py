from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Order
from app.schemas.order import OrderCreate
from app.services.catalogue import get_product
from app.services.errors import OutOfStock


def place_order(session: Session, customer_id: int, given: OrderCreate) -> Order:
    product = get_product(session, given.product_id)
    if product.stock < given.quantity:
        raise OutOfStock("There are not that many left.")
    product.stock -= given.quantity
    order = Order(
        customer_id=customer_id,
        product_id=product.id,
        quantity=given.quantity,
        placed_at=datetime.now(UTC),
    )
    session.add(order)
    session.commit()
    return order


def orders_of(session: Session, customer_id: int, *, limit: int, offset: int) -> list[Order]:
    query = select(Order).where(Order.customer_id == customer_id).order_by(Order.id).limit(limit).offset(offset)
    return list(session.scalars(query))

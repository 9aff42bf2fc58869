from fastapi import APIRouter, status

from app.api.deps import CustomerId, Limit, Offset, SessionDep
from app.schemas.order import OrderCreate, OrderRead
from app.services import orders

router = APIRouter(prefix="/orders", tags=["orders"])


@router.get("", response_model=list[OrderRead])
def my_orders(session: SessionDep, customer_id: CustomerId, limit: Limit = 20, offset: Offset = 0):
    return orders.orders_of(session, customer_id, limit=limit, offset=offset)


@router.post("", response_model=OrderRead, status_code=status.HTTP_201_CREATED)
def place_order(given: OrderCreate, session: SessionDep, customer_id: CustomerId):
    return orders.place_order(session, customer_id, given)

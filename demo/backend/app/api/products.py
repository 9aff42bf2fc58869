from fastapi import APIRouter, status

from app.api.deps import CustomerId, Limit, Offset, SessionDep
from app.schemas.product import ProductCreate, ProductRead
from app.services import catalogue

router = APIRouter(prefix="/products", tags=["products"])


@router.get("", response_model=list[ProductRead])
def list_products(session: SessionDep, limit: Limit = 20, offset: Offset = 0):
    return catalogue.list_products(session, limit=limit, offset=offset)


@router.get("/{product_id}", response_model=ProductRead)
def get_product(product_id: int, session: SessionDep):
    return catalogue.get_product(session, product_id)


@router.post("", response_model=ProductRead, status_code=status.HTTP_201_CREATED)
def add_product(given: ProductCreate, session: SessionDep, customer_id: CustomerId):
    return catalogue.add_product(session, given)

from decimal import Decimal

from fastapi import APIRouter, status
from pydantic import BaseModel, Field
from sqlalchemy import select, text

from app.api.deps import CustomerId, SessionDep
from app.models import Coupon
from app.schemas.product import ProductRead
from app.services import catalogue

router = APIRouter(tags=["coupons"])


class CouponCreate(BaseModel):
    code: str = Field(min_length=4, max_length=40)
    discount: Decimal = Field(gt=0, lt=1)


@router.post("/coupons", status_code=status.HTTP_201_CREATED)
def create_coupon(given: CouponCreate, session: SessionDep, customer_id: CustomerId) -> dict[str, str]:
    taken = session.execute(select(Coupon).where(Coupon.code == given.code)).first()
    if taken is None:
        session.add(Coupon(code=given.code, discount=given.discount, customer_id=customer_id))
        session.commit()
    return {"code": given.code}


@router.get("/products/{product_id}", response_model=ProductRead)
def product_with_coupons(product_id: int, session: SessionDep):
    return catalogue.get_product(session, product_id)


@router.get("/health")
def coupons_health(session: SessionDep) -> dict[str, bool]:
    return {"database": session.execute(text("select 1")).scalar() == 1}

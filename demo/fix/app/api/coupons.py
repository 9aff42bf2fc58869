from fastapi import APIRouter, status

from app.api.deps import CustomerId, SessionDep
from app.schemas.coupon import CouponCreate
from app.services import coupons

router = APIRouter(tags=["coupons"])


@router.post("/coupons", status_code=status.HTTP_201_CREATED)
def create_coupon(given: CouponCreate, session: SessionDep, customer_id: CustomerId) -> dict[str, str]:
    return {"code": coupons.create_coupon(session, customer_id, given).code}

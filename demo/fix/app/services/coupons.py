from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Coupon
from app.schemas.coupon import CouponCreate


def create_coupon(session: Session, customer_id: int, given: CouponCreate) -> Coupon:
    known = session.scalars(select(Coupon).where(Coupon.code == given.code)).first()
    if known is not None:
        return known
    coupon = Coupon(code=given.code, discount=given.discount, customer_id=customer_id)
    session.add(coupon)
    session.commit()
    return coupon

from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class Coupon(Base):
    __tablename__ = "coupons"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    discount: Mapped[Decimal] = mapped_column(Numeric(4, 2))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))

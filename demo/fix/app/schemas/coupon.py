from decimal import Decimal

from pydantic import BaseModel, Field


class CouponCreate(BaseModel):
    code: str = Field(min_length=4, max_length=40)
    discount: Decimal = Field(gt=0, lt=1)

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class OrderRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    product_id: int
    quantity: int
    placed_at: datetime


class OrderCreate(BaseModel):
    product_id: int
    quantity: int = Field(ge=1, le=100)

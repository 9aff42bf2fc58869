from app.models.base import Base
from app.models.customer import Customer
from app.models.order import Order
from app.models.product import Product

__all__ = ["Base", "Customer", "Order", "Product"]

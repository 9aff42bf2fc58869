from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app.api import coupons, health, orders, products
from app.services.errors import ShopError

app = FastAPI(title="Corner shop")


@app.exception_handler(ShopError)
def explain(request: Request, error: ShopError) -> JSONResponse:
    return JSONResponse({"detail": str(error)}, status_code=error.status)


app.include_router(health.router)
app.include_router(products.router, prefix="/api")
app.include_router(orders.router, prefix="/api")
app.include_router(coupons.router, prefix="/api")

class ShopError(Exception):
    """Something that the customer can understand."""

    status = 400


class NotFound(ShopError):
    status = 404


class OutOfStock(ShopError):
    status = 409

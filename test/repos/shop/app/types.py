from sqlalchemy import types


class Code(types.TypeDecorator):
    impl = types.String(12)
    cache_ok = True

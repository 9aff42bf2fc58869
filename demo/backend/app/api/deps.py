from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, Query, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from app.db import get_session
from app.settings import Settings, get_settings

SessionDep = Annotated[Session, Depends(get_session)]
Limit = Annotated[int, Query(ge=1, le=100)]
Offset = Annotated[int, Query(ge=0)]


def current_customer_id(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
    settings: Annotated[Settings, Depends(get_settings)],
) -> int:
    try:
        claims = jwt.decode(credentials.credentials, settings.jwt_secret, algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Sign in again.") from error
    return int(claims["sub"])


CustomerId = Annotated[int, Depends(current_customer_id)]

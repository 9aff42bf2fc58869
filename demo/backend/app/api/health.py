from fastapi import APIRouter

from app.api.deps import SessionDep
from app.services import health

router = APIRouter(tags=["health"])


@router.get("/health")
def get_health(session: SessionDep) -> dict[str, bool]:
    return {"database": health.database_answers(session)}

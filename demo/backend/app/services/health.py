from sqlalchemy import text
from sqlalchemy.orm import Session


def database_answers(session: Session) -> bool:
    return session.scalar(text("select 1")) == 1

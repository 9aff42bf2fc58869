from fastapi.testclient import TestClient
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from app.db import get_session
from app.main import app


def in_memory_session():
    with Session(create_engine("sqlite://")) as session:
        yield session


def test_health_says_whether_the_database_answers():
    app.dependency_overrides[get_session] = in_memory_session
    assert TestClient(app).get("/health").json() == {"database": True}

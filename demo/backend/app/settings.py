from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything comes from the environment; there is no usable default for a secret."""

    model_config = SettingsConfigDict(env_file=".env")

    database_url: str
    jwt_secret: str


@lru_cache
def get_settings() -> Settings:
    return Settings()

import os

from alembic import context
from sqlalchemy import create_engine

from depot.base import Base
import depot.billing.models
import depot.core.models

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()

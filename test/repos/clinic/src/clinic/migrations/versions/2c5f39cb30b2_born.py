"""born

Revision ID: 2c5f39cb30b2
Revises: 1b4e28ba2fa1
Create Date: 2025-03-02 09:00:00.000001

"""
from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op


# revision identifiers, used by Alembic.
revision: str = "2c5f39cb30b2"
down_revision: Union[str, None] = "1b4e28ba2fa1"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column("patients", sa.Column("born", sa.Date(), server_default=sa.text("CURRENT_DATE"), nullable=False))
    op.alter_column("patients", "born", server_default=None)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column("patients", "born")

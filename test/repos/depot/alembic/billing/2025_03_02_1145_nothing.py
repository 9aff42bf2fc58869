"""Nothing

Revision ID: 2025_03_02_1145
Revises: 2025_03_01_0900
Create Date: 2025-03-02 11:45:00
"""

revision = "2025_03_02_1145"
down_revision = "2025_03_01_0900"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass

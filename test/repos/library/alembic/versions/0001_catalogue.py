"""Catalogue."""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create authors and books."""
    op.execute("CREATE SCHEMA archive")
    op.create_table(
        "authors",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("born", sa.String(10)),
    )
    op.create_table(
        "books",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("kind", sa.Enum("novel", "essay", name="book_kind"), nullable=False),
        sa.Column("pages", sa.String(10)),
        sa.Column("published", sa.DateTime()),
        sa.Column("price", sa.Text(), server_default="9.90", nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("books")
    op.drop_table("authors")
    op.execute("DROP TYPE book_kind")
    op.execute("DROP SCHEMA archive")

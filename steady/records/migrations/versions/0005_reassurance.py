"""Clean asks that were made, and marks of doubts for a week; both in cipher."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_reassurance"
down_revision = "0004_check_ins"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clean_ask",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("text_cipher", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_clean_ask_person", "clean_ask", ["person_key", "at"], unique=False)
    op.create_table(
        "doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reader", sa.String(length=16), nullable=False),
        sa.Column("mark_cipher", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_doubt_person", "doubt", ["person_key", "at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_doubt_person", table_name="doubt")
    op.drop_table("doubt")
    op.drop_index("ix_clean_ask_person", table_name="clean_ask")
    op.drop_table("clean_ask")

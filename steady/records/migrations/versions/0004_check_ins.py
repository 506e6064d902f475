"""Check-ins, and the wish to be reminded of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_check_ins"
down_revision = "0003_telegram"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("anxiety", sa.Integer(), nullable=True),
        sa.Column("urge", sa.Integer(), nullable=True),
        sa.Column("kindness", sa.Integer(), nullable=True),
        sa.Column("resisted", sa.Integer(), nullable=True),
        sa.Column("word_cipher", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("anxiety BETWEEN 0 AND 10", name="anxiety_in_range"),
        sa.CheckConstraint("urge BETWEEN 0 AND 10", name="urge_in_range"),
        sa.CheckConstraint("kindness BETWEEN 0 AND 10", name="kindness_in_range"),
        sa.CheckConstraint("resisted >= 0", name="resisted_in_range"),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_key", "day", name="one_check_in_a_day"),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_key"),
    )


def downgrade() -> None:
    op.drop_table("reminder")
    op.drop_table("check_in")

"""The first tables. Column types are spelled out, so that later changes of the models leave this as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crisis_count",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "kind"),
    )
    op.create_table(
        "person",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("consent_at", sa.DateTime(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_person_last_seen_at", "person", ["last_seen_at"], unique=False)

    op.create_table(
        "ask_or_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("new_trigger", sa.Boolean(), nullable=True),
        sa.Column("asked_before", sa.Boolean(), nullable=True),
        sa.Column("answer_enough", sa.Boolean(), nullable=True),
        sa.Column("can_wait", sa.Boolean(), nullable=True),
        sa.Column("outcome", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ask_or_check_person", "ask_or_check", ["person_key", "at"], unique=False)

    op.create_table(
        "conversation_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("starts_session", sa.Boolean(), nullable=False),
        sa.Column("cipher", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_conversation_event_at", "conversation_event", ["at"], unique=False)
    op.create_index(
        "ix_conversation_event_person", "conversation_event", ["person_key", "id"], unique=False
    )

    op.create_table(
        "practice_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("practice", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.CheckConstraint("after BETWEEN 0 AND 10", name="after_in_range"),
        sa.CheckConstraint("before BETWEEN 0 AND 10", name="before_in_range"),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_practice_run_person", "practice_run", ["person_key", "at"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_referral_person", "referral", ["person_key", "at"], unique=False)

    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("n_turns", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_key"], ["person.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_session_person", "session", ["person_key", "started_at"], unique=False)
    op.create_index("ix_session_started_at", "session", ["started_at"], unique=False)

    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("intent", sa.String(length=120), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("risk_level", sa.String(length=16), nullable=True),
        sa.Column("risk_kind", sa.String(length=32), nullable=True),
        sa.Column("actions", sa.JSON(), nullable=False),
        sa.Column("latency_ms", sa.Integer(), nullable=True),
        sa.Column("text_cipher", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_turn_at", "turn", ["at"], unique=False)
    op.create_index("ix_turn_session_id", "turn", ["session_id"], unique=False)


def downgrade() -> None:
    for table in (
        "turn",
        "session",
        "referral",
        "practice_run",
        "conversation_event",
        "ask_or_check",
        "person",
        "crisis_count",
    ):
        op.drop_table(table)

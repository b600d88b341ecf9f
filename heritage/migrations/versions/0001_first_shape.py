"""The archive's first shape."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index("ix_attempt_key_at", ["key", "at"], unique=False)

    op.create_table(
        "file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rendition", sa.String(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_file")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("unique_key", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_job_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index("ix_job_next", ["state", "run_after"], unique=False)
        batch_op.create_index(
            "uq_job_live_key",
            ["unique_key"],
            unique=True,
            sqlite_where=sa.text("state in ('queued', 'running')"),
            postgresql_where=sa.text("state in ('queued', 'running')"),
        )

    op.create_table(
        "ledger_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_ledger_entry_hash")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ledger_entry_subject", ["subject_kind", "subject_id", "version"], unique=False
        )

    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_head_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "seq", "kind", "subject_id", name=op.f("uq_outbox_seq_kind_subject_id")
        ),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_seq"), ["seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "term",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("label_ar", sa.String(), nullable=False),
        sa.Column("label_fr", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("broader", sa.String(), nullable=True),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.CheckConstraint("key = scheme || '/' || local", name=op.f("ck_term_key")),
        sa.ForeignKeyConstraint(["broader"], ["term.key"], name=op.f("fk_term_broader")),
        sa.ForeignKeyConstraint(["replaced_by"], ["term.key"], name=op.f("fk_term_replaced_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_term")),
        sa.UniqueConstraint("scheme", "local", name=op.f("uq_term_scheme_local")),
    )
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_scheme"), ["scheme"], unique=False)

    op.create_table(
        "user",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("clearance", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("clearance in ('staff', 'sensitive')", name=op.f("ck_user_clearance")),
        sa.CheckConstraint(
            "role in ('reader', 'archivist', 'reviewer', 'steward', 'auditor')",
            name=op.f("ck_user_role"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("name", name=op.f("uq_user_name")),
    )
    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_invitation_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitation")),
    )
    op.create_table(
        "ledger_body",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["ledger_entry.seq"], name=op.f("fk_ledger_body_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger_body")),
    )
    op.create_table(
        "record",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("summary_en", sa.String(), nullable=False),
        sa.Column("summary_ar", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("sensitivity", sa.String(), nullable=False),
        sa.Column("staff_note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("updated_by", sa.String(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind in ('site', 'person', 'event', 'thing', 'group')", name=op.f("ck_record_kind")
        ),
        sa.CheckConstraint(
            "sensitivity like 'sensitivity/%'", name=op.f("ck_record_sensitivity_scheme")
        ),
        sa.CheckConstraint(
            "status in ('draft', 'in_review', 'published', 'withdrawn')",
            name=op.f("ck_record_status"),
        ),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_record_created_by")),
        sa.ForeignKeyConstraint(["sensitivity"], ["term.key"], name=op.f("fk_record_sensitivity")),
        sa.ForeignKeyConstraint(["sent_by"], ["user.id"], name=op.f("fk_record_sent_by")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_record_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_record_kind_slug")),
        sa.UniqueConstraint("public_id", name=op.f("uq_record_public_id")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_status"), ["status"], unique=False)

    op.create_table(
        "saved_search",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.CheckConstraint("side in ('desk', 'public')", name=op.f("ck_saved_search_side")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_saved_search_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint(
            "owner_id", "side", "query", name=op.f("uq_saved_search_owner_id_side_query")
        ),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agent", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sign_in_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_user_id"), ["user_id"], unique=False)

    op.create_table(
        "term_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_key", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("target_scheme", sa.String(), nullable=False),
        sa.Column("target_term", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["term_key"], ["term.key"], name=op.f("fk_term_mapping_term_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_mapping")),
    )
    with op.batch_alter_table("term_mapping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_term_mapping_term_key"), ["term_key"], unique=False)

    op.create_table(
        "affected",
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=True),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "certainty like 'certainty/%'", name=op.f("ck_affected_certainty_scheme")
        ),
        sa.CheckConstraint("fate like 'fate/%'", name=op.f("ck_affected_fate_scheme")),
        sa.CheckConstraint("manner like 'manner/%'", name=op.f("ck_affected_manner_scheme")),
        sa.ForeignKeyConstraint(["certainty"], ["term.key"], name=op.f("fk_affected_certainty")),
        sa.ForeignKeyConstraint(["fate"], ["term.key"], name=op.f("fk_affected_fate")),
        sa.ForeignKeyConstraint(["manner"], ["term.key"], name=op.f("fk_affected_manner")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_affected_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["record.id"], name=op.f("fk_affected_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affected")),
    )
    with op.batch_alter_table("affected", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_affected_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_affected_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "cause",
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.CheckConstraint("cause like 'cause-type/%'", name=op.f("ck_cause_cause_scheme")),
        sa.CheckConstraint("certainty like 'certainty/%'", name=op.f("ck_cause_certainty_scheme")),
        sa.ForeignKeyConstraint(["cause"], ["term.key"], name=op.f("fk_cause_cause")),
        sa.ForeignKeyConstraint(["certainty"], ["term.key"], name=op.f("fk_cause_certainty")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_cause_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cause")),
    )
    with op.batch_alter_table("cause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cause_record_id"), ["record_id"], unique=False)

    op.create_table(
        "effect",
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("effect", sa.String(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("extent", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.CheckConstraint("certainty like 'certainty/%'", name=op.f("ck_effect_certainty_scheme")),
        sa.CheckConstraint("effect like 'effect/%'", name=op.f("ck_effect_effect_scheme")),
        sa.CheckConstraint("extent like 'damage-extent/%'", name=op.f("ck_effect_extent_scheme")),
        sa.CheckConstraint("grade like 'damage-grade/%'", name=op.f("ck_effect_grade_scheme")),
        sa.ForeignKeyConstraint(["certainty"], ["term.key"], name=op.f("fk_effect_certainty")),
        sa.ForeignKeyConstraint(["effect"], ["term.key"], name=op.f("fk_effect_effect")),
        sa.ForeignKeyConstraint(["extent"], ["term.key"], name=op.f("fk_effect_extent")),
        sa.ForeignKeyConstraint(["grade"], ["term.key"], name=op.f("fk_effect_grade")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_effect_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["record.id"], name=op.f("fk_effect_subject_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect")),
    )
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_effect_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_effect_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_kind", sa.String(), nullable=True),
        sa.Column("happened", sa.String(), nullable=True),
        sa.Column("happened_earliest", sa.BigInteger(), nullable=True),
        sa.Column("happened_latest", sa.BigInteger(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("extent_en", sa.String(), nullable=False),
        sa.Column("extent_ar", sa.String(), nullable=False),
        sa.Column("count_en", sa.String(), nullable=False),
        sa.Column("count_ar", sa.String(), nullable=False),
        sa.Column("left_standing_en", sa.String(), nullable=False),
        sa.Column("left_standing_ar", sa.String(), nullable=False),
        sa.Column("aftermath_en", sa.String(), nullable=False),
        sa.Column("aftermath_ar", sa.String(), nullable=False),
        sa.Column("intent", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.CheckConstraint("certainty like 'certainty/%'", name=op.f("ck_event_certainty_scheme")),
        sa.CheckConstraint(
            "event_kind like 'event-kind/%'", name=op.f("ck_event_event_kind_scheme")
        ),
        sa.CheckConstraint("grade like 'damage-grade/%'", name=op.f("ck_event_grade_scheme")),
        sa.CheckConstraint("intent like 'intent/%'", name=op.f("ck_event_intent_scheme")),
        sa.ForeignKeyConstraint(["certainty"], ["term.key"], name=op.f("fk_event_certainty")),
        sa.ForeignKeyConstraint(["event_kind"], ["term.key"], name=op.f("fk_event_event_kind")),
        sa.ForeignKeyConstraint(["grade"], ["term.key"], name=op.f("fk_event_grade")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_event_id")),
        sa.ForeignKeyConstraint(["intent"], ["term.key"], name=op.f("fk_event_intent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_happened_earliest"), ["happened_earliest"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_event_happened_latest"), ["happened_latest"], unique=False
        )

    op.create_table(
        "group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_kind", sa.String(), nullable=True),
        sa.Column("founded", sa.String(), nullable=True),
        sa.Column("founded_earliest", sa.BigInteger(), nullable=True),
        sa.Column("founded_latest", sa.BigInteger(), nullable=True),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("ended_earliest", sa.BigInteger(), nullable=True),
        sa.Column("ended_latest", sa.BigInteger(), nullable=True),
        sa.Column("size_en", sa.String(), nullable=False),
        sa.Column("size_ar", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=True),
        sa.CheckConstraint("fate like 'fate/%'", name=op.f("ck_group_fate_scheme")),
        sa.CheckConstraint(
            "group_kind like 'group-kind/%'", name=op.f("ck_group_group_kind_scheme")
        ),
        sa.ForeignKeyConstraint(["fate"], ["term.key"], name=op.f("fk_group_fate")),
        sa.ForeignKeyConstraint(["group_kind"], ["term.key"], name=op.f("fk_group_group_kind")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group")),
    )
    op.create_table(
        "link",
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.CheckConstraint("relation like 'relation/%'", name=op.f("ck_link_relation_scheme")),
        sa.ForeignKeyConstraint(["other_id"], ["record.id"], name=op.f("fk_link_other_id")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_link_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["relation"], ["term.key"], name=op.f("fk_link_relation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_record_id"), ["record_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("living", sa.String(), nullable=False),
        sa.Column("at_risk", sa.Boolean(), nullable=False),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("born_earliest", sa.BigInteger(), nullable=True),
        sa.Column("born_latest", sa.BigInteger(), nullable=True),
        sa.Column("born_at_en", sa.String(), nullable=False),
        sa.Column("born_at_ar", sa.String(), nullable=False),
        sa.Column("died", sa.String(), nullable=True),
        sa.Column("died_earliest", sa.BigInteger(), nullable=True),
        sa.Column("died_latest", sa.BigInteger(), nullable=True),
        sa.Column("died_at_en", sa.String(), nullable=False),
        sa.Column("died_at_ar", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=True),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("remains_en", sa.String(), nullable=False),
        sa.Column("remains_ar", sa.String(), nullable=False),
        sa.CheckConstraint("fate like 'fate/%'", name=op.f("ck_person_fate_scheme")),
        sa.CheckConstraint("living in ('yes', 'no', 'unknown')", name=op.f("ck_person_living")),
        sa.CheckConstraint("manner like 'manner/%'", name=op.f("ck_person_manner_scheme")),
        sa.ForeignKeyConstraint(["fate"], ["term.key"], name=op.f("fk_person_fate")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_person_id")),
        sa.ForeignKeyConstraint(["manner"], ["term.key"], name=op.f("fk_person_manner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value_en", sa.String(), nullable=False),
        sa.Column("value_ar", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason_en", sa.String(), nullable=False),
        sa.Column("reason_ar", sa.String(), nullable=False),
        sa.CheckConstraint("verdict like 'verdict/%'", name=op.f("ck_reading_verdict_scheme")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_reading_record_id")),
        sa.ForeignKeyConstraint(["verdict"], ["term.key"], name=op.f("fk_reading_verdict")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("record_id", "field", name=op.f("uq_reading_record_id_field")),
    )
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reading_record_id"), ["record_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("part_of_id", sa.String(), nullable=True),
        sa.Column("heritage_type", sa.String(), nullable=True),
        sa.Column("type_en", sa.String(), nullable=False),
        sa.Column("type_ar", sa.String(), nullable=False),
        sa.Column("built", sa.String(), nullable=True),
        sa.Column("built_earliest", sa.BigInteger(), nullable=True),
        sa.Column("built_latest", sa.BigInteger(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("state_en", sa.String(), nullable=False),
        sa.Column("state_ar", sa.String(), nullable=False),
        sa.Column("recovery", sa.String(), nullable=True),
        sa.Column("hazard_en", sa.String(), nullable=False),
        sa.Column("hazard_ar", sa.String(), nullable=False),
        sa.CheckConstraint("grade like 'damage-grade/%'", name=op.f("ck_site_grade_scheme")),
        sa.CheckConstraint(
            "heritage_type like 'heritage-type/%'", name=op.f("ck_site_heritage_type_scheme")
        ),
        sa.CheckConstraint(
            "recovery like 'recovery-state/%'", name=op.f("ck_site_recovery_scheme")
        ),
        sa.ForeignKeyConstraint(["grade"], ["term.key"], name=op.f("fk_site_grade")),
        sa.ForeignKeyConstraint(
            ["heritage_type"], ["term.key"], name=op.f("fk_site_heritage_type")
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_site_id")),
        sa.ForeignKeyConstraint(["part_of_id"], ["record.id"], name=op.f("fk_site_part_of_id")),
        sa.ForeignKeyConstraint(["recovery"], ["term.key"], name=op.f("fk_site_recovery")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_part_of_id"), ["part_of_id"], unique=False)

    op.create_table(
        "source",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("publisher_id", sa.String(), nullable=True),
        sa.Column("authors", sa.String(), nullable=False),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("published_earliest", sa.BigInteger(), nullable=True),
        sa.Column("published_latest", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source_kind", sa.String(), nullable=True),
        sa.Column("original_reporting", sa.String(), nullable=False),
        sa.Column("reliability", sa.String(), nullable=True),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("text_use", sa.String(), nullable=True),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("link_withheld", sa.Boolean(), nullable=False),
        sa.Column("staff_note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("updated_by", sa.String(), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "reliability like 'source-reliability/%'", name=op.f("ck_source_reliability_scheme")
        ),
        sa.CheckConstraint(
            "source_kind like 'source-kind/%'", name=op.f("ck_source_source_kind_scheme")
        ),
        sa.CheckConstraint(
            "status in ('draft', 'in_review', 'published', 'withdrawn')",
            name=op.f("ck_source_status"),
        ),
        sa.CheckConstraint("text_use like 'text-use/%'", name=op.f("ck_source_text_use_scheme")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_source_created_by")),
        sa.ForeignKeyConstraint(
            ["publisher_id"], ["record.id"], name=op.f("fk_source_publisher_id")
        ),
        sa.ForeignKeyConstraint(["reliability"], ["term.key"], name=op.f("fk_source_reliability")),
        sa.ForeignKeyConstraint(["sent_by"], ["user.id"], name=op.f("fk_source_sent_by")),
        sa.ForeignKeyConstraint(["source_kind"], ["term.key"], name=op.f("fk_source_source_kind")),
        sa.ForeignKeyConstraint(["text_use"], ["term.key"], name=op.f("fk_source_text_use")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_source_updated_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("public_id", name=op.f("uq_source_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
    )
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_source_published_earliest"), ["published_earliest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_source_status"), ["status"], unique=False)

    op.create_table(
        "thing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("part_of_id", sa.String(), nullable=True),
        sa.Column("holder_en", sa.String(), nullable=False),
        sa.Column("holder_ar", sa.String(), nullable=False),
        sa.Column("materials_en", sa.String(), nullable=False),
        sa.Column("materials_ar", sa.String(), nullable=False),
        sa.Column("measurements", sa.String(), nullable=False),
        sa.Column("inscriptions", sa.String(), nullable=False),
        sa.Column("features", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("inventory", sa.String(), nullable=False),
        sa.Column("original_share_en", sa.String(), nullable=False),
        sa.Column("original_share_ar", sa.String(), nullable=False),
        sa.Column("heritage_type", sa.String(), nullable=True),
        sa.Column("type_en", sa.String(), nullable=False),
        sa.Column("type_ar", sa.String(), nullable=False),
        sa.Column("built", sa.String(), nullable=True),
        sa.Column("built_earliest", sa.BigInteger(), nullable=True),
        sa.Column("built_latest", sa.BigInteger(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("state_en", sa.String(), nullable=False),
        sa.Column("state_ar", sa.String(), nullable=False),
        sa.Column("recovery", sa.String(), nullable=True),
        sa.Column("hazard_en", sa.String(), nullable=False),
        sa.Column("hazard_ar", sa.String(), nullable=False),
        sa.CheckConstraint("grade like 'damage-grade/%'", name=op.f("ck_thing_grade_scheme")),
        sa.CheckConstraint(
            "heritage_type like 'heritage-type/%'", name=op.f("ck_thing_heritage_type_scheme")
        ),
        sa.CheckConstraint(
            "recovery like 'recovery-state/%'", name=op.f("ck_thing_recovery_scheme")
        ),
        sa.ForeignKeyConstraint(["grade"], ["term.key"], name=op.f("fk_thing_grade")),
        sa.ForeignKeyConstraint(
            ["heritage_type"], ["term.key"], name=op.f("fk_thing_heritage_type")
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_thing_id")),
        sa.ForeignKeyConstraint(["part_of_id"], ["record.id"], name=op.f("fk_thing_part_of_id")),
        sa.ForeignKeyConstraint(["recovery"], ["term.key"], name=op.f("fk_thing_recovery")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thing")),
    )
    with op.batch_alter_table("thing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thing_part_of_id"), ["part_of_id"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("assessed", sa.String(), nullable=True),
        sa.Column("assessed_earliest", sa.BigInteger(), nullable=True),
        sa.Column("assessed_latest", sa.BigInteger(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("extent", sa.String(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("last_intact", sa.String(), nullable=True),
        sa.Column("last_intact_earliest", sa.BigInteger(), nullable=True),
        sa.Column("last_intact_latest", sa.BigInteger(), nullable=True),
        sa.Column("first_damaged", sa.String(), nullable=True),
        sa.Column("first_damaged_earliest", sa.BigInteger(), nullable=True),
        sa.Column("first_damaged_latest", sa.BigInteger(), nullable=True),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "certainty like 'certainty/%'", name=op.f("ck_assessment_certainty_scheme")
        ),
        sa.CheckConstraint(
            "extent like 'damage-extent/%'", name=op.f("ck_assessment_extent_scheme")
        ),
        sa.CheckConstraint("grade like 'damage-grade/%'", name=op.f("ck_assessment_grade_scheme")),
        sa.CheckConstraint("method like 'method/%'", name=op.f("ck_assessment_method_scheme")),
        sa.ForeignKeyConstraint(["certainty"], ["term.key"], name=op.f("fk_assessment_certainty")),
        sa.ForeignKeyConstraint(["extent"], ["term.key"], name=op.f("fk_assessment_extent")),
        sa.ForeignKeyConstraint(["grade"], ["term.key"], name=op.f("fk_assessment_grade")),
        sa.ForeignKeyConstraint(["method"], ["term.key"], name=op.f("fk_assessment_method")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_assessment_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_assessment_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_record_id"), ["record_id"], unique=False)

    op.create_table(
        "attribution",
        sa.Column("agent_id", sa.String(), nullable=True),
        sa.Column("agent_words", sa.String(), nullable=False),
        sa.Column("alleged_by", sa.String(), nullable=False),
        sa.Column("alleged_by_id", sa.String(), nullable=True),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.Column("certainty", sa.String(), nullable=True),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "certainty like 'certainty/%'", name=op.f("ck_attribution_certainty_scheme")
        ),
        sa.ForeignKeyConstraint(["agent_id"], ["record.id"], name=op.f("fk_attribution_agent_id")),
        sa.ForeignKeyConstraint(
            ["alleged_by_id"], ["record.id"], name=op.f("fk_attribution_alleged_by_id")
        ),
        sa.ForeignKeyConstraint(["certainty"], ["term.key"], name=op.f("fk_attribution_certainty")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_attribution_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_attribution_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution")),
    )
    with op.batch_alter_table("attribution", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attribution_agent_id"), ["agent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attribution_record_id"), ["record_id"], unique=False)

    op.create_table(
        "capture",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("captured_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["captured_by"], ["user.id"], name=op.f("fk_capture_captured_by")),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_capture_sha256")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_capture_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
    )
    with op.batch_alter_table("capture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_capture_source_id"), ["source_id"], unique=False)

    op.create_table(
        "identifier",
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_identifier_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_identifier_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
        sa.UniqueConstraint(
            "record_id", "scheme", "value", name=op.f("uq_identifier_record_id_scheme_value")
        ),
    )
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identifier_record_id"), ["record_id"], unique=False)

    op.create_table(
        "name",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("name_kind", sa.String(), nullable=False),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.CheckConstraint("name_kind like 'name-kind/%'", name=op.f("ck_name_name_kind_scheme")),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_name_text")),
        sa.ForeignKeyConstraint(["name_kind"], ["term.key"], name=op.f("fk_name_name_kind")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_name_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_name_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name")),
    )
    with op.batch_alter_table("name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_folded"), ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_name_record_id"), ["record_id"], unique=False)

    op.create_table(
        "picture",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("picture_role", sa.String(), nullable=True),
        sa.Column("taken", sa.String(), nullable=True),
        sa.Column("taken_earliest", sa.BigInteger(), nullable=True),
        sa.Column("taken_latest", sa.BigInteger(), nullable=True),
        sa.Column("alt_en", sa.String(), nullable=False),
        sa.Column("alt_ar", sa.String(), nullable=False),
        sa.Column("credit", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("violent", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "picture_role like 'picture-role/%'", name=op.f("ck_picture_picture_role_scheme")
        ),
        sa.ForeignKeyConstraint(
            ["picture_role"], ["term.key"], name=op.f("fk_picture_picture_role")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_picture_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_picture_sha256")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_picture_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_picture_record_id"), ["record_id"], unique=False)

    op.create_table(
        "place",
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("place_precision", sa.String(), nullable=True),
        sa.Column("precision_m", sa.Double(), nullable=True),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "place_precision like 'place-precision/%'", name=op.f("ck_place_place_precision_scheme")
        ),
        sa.CheckConstraint("(lat is null) = (lon is null)", name=op.f("ck_place_point")),
        sa.CheckConstraint("lat is null or (lat >= -90 and lat <= 90)", name=op.f("ck_place_lat")),
        sa.CheckConstraint(
            "lon is null or (lon >= -180 and lon <= 180)", name=op.f("ck_place_lon")
        ),
        sa.ForeignKeyConstraint(
            ["place_precision"], ["term.key"], name=op.f("fk_place_place_precision")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_place_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_place_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_record_id"), ["record_id"], unique=False)

    op.create_table(
        "post",
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("title_ar", sa.String(), nullable=False),
        sa.Column("place_id", sa.String(), nullable=True),
        sa.Column("held", sa.String(), nullable=True),
        sa.Column("held_earliest", sa.BigInteger(), nullable=True),
        sa.Column("held_latest", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.CheckConstraint("role like 'role/%'", name=op.f("ck_post_role_scheme")),
        sa.ForeignKeyConstraint(["place_id"], ["record.id"], name=op.f("fk_post_place_id")),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_post_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["role"], ["term.key"], name=op.f("fk_post_role")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_post_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_record_id"), ["record_id"], unique=False)

    op.create_table(
        "protection",
        sa.Column("protection", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("since_earliest", sa.BigInteger(), nullable=True),
        sa.Column("since_latest", sa.BigInteger(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "protection like 'protection/%'", name=op.f("ck_protection_protection_scheme")
        ),
        sa.ForeignKeyConstraint(
            ["protection"], ["term.key"], name=op.f("fk_protection_protection")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_protection_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_protection_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection")),
    )
    with op.batch_alter_table("protection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_protection_record_id"), ["record_id"], unique=False)

    op.create_table(
        "text",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("capture_id", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("extractor", sa.String(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_text_capture_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text")),
    )
    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_capture_id"), ["capture_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("edtf", sa.String(), nullable=True),
        sa.Column("edtf_earliest", sa.BigInteger(), nullable=True),
        sa.Column("edtf_latest", sa.BigInteger(), nullable=True),
        sa.Column("term_key", sa.String(), nullable=True),
        sa.Column("asserted_by", sa.String(), nullable=False),
        sa.Column("asserted_by_id", sa.String(), nullable=True),
        sa.Column("credibility", sa.String(), nullable=True),
        sa.Column("standing", sa.String(), nullable=True),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("quote_prefix", sa.String(), nullable=False),
        sa.Column("quote_suffix", sa.String(), nullable=False),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("text_id", sa.String(), nullable=True),
        sa.Column("checked", sa.String(), nullable=False),
        sa.Column("locator", sa.String(), nullable=False),
        sa.Column("note_en", sa.String(), nullable=False),
        sa.Column("note_ar", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "credibility like 'information-credibility/%'", name=op.f("ck_claim_credibility_scheme")
        ),
        sa.CheckConstraint("standing like 'claim-status/%'", name=op.f("ck_claim_standing_scheme")),
        sa.CheckConstraint("level in (0, 1, 2, 3)", name=op.f("ck_claim_level")),
        sa.CheckConstraint(
            "quote_start is null or quote_start <= quote_end", name=op.f("ck_claim_span")
        ),
        sa.ForeignKeyConstraint(["approved_by"], ["user.id"], name=op.f("fk_claim_approved_by")),
        sa.ForeignKeyConstraint(
            ["asserted_by_id"], ["record.id"], name=op.f("fk_claim_asserted_by_id")
        ),
        sa.ForeignKeyConstraint(["changed_by"], ["user.id"], name=op.f("fk_claim_changed_by")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_claim_created_by")),
        sa.ForeignKeyConstraint(["credibility"], ["term.key"], name=op.f("fk_claim_credibility")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_claim_record_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id")),
        sa.ForeignKeyConstraint(["standing"], ["term.key"], name=op.f("fk_claim_standing")),
        sa.ForeignKeyConstraint(["term_key"], ["term.key"], name=op.f("fk_claim_term_key")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_claim_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_claim_public_id")),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index("ix_claim_record_field", ["record_id", "field"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_record_id"), ["record_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_source_id"), ["source_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_source_id"))
        batch_op.drop_index(batch_op.f("ix_claim_record_id"))
        batch_op.drop_index("ix_claim_record_field")

    op.drop_table("claim")
    with op.batch_alter_table("text", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_capture_id"))

    op.drop_table("text")
    with op.batch_alter_table("protection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_protection_record_id"))

    op.drop_table("protection")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_record_id"))

    op.drop_table("post")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_record_id"))

    op.drop_table("place")
    with op.batch_alter_table("picture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_picture_record_id"))

    op.drop_table("picture")
    with op.batch_alter_table("name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_name_record_id"))
        batch_op.drop_index(batch_op.f("ix_name_folded"))

    op.drop_table("name")
    with op.batch_alter_table("identifier", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identifier_record_id"))

    op.drop_table("identifier")
    with op.batch_alter_table("capture", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_capture_source_id"))

    op.drop_table("capture")
    with op.batch_alter_table("attribution", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attribution_record_id"))
        batch_op.drop_index(batch_op.f("ix_attribution_agent_id"))

    op.drop_table("attribution")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_record_id"))

    op.drop_table("assessment")
    with op.batch_alter_table("thing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thing_part_of_id"))

    op.drop_table("thing")
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_status"))
        batch_op.drop_index(batch_op.f("ix_source_published_earliest"))

    op.drop_table("source")
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_part_of_id"))

    op.drop_table("site")
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reading_record_id"))

    op.drop_table("reading")
    op.drop_table("person")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_record_id"))
        batch_op.drop_index(batch_op.f("ix_link_other_id"))

    op.drop_table("link")
    op.drop_table("group")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_happened_latest"))
        batch_op.drop_index(batch_op.f("ix_event_happened_earliest"))

    op.drop_table("event")
    with op.batch_alter_table("effect", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_effect_subject_id"))
        batch_op.drop_index(batch_op.f("ix_effect_record_id"))

    op.drop_table("effect")
    with op.batch_alter_table("cause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cause_record_id"))

    op.drop_table("cause")
    with op.batch_alter_table("affected", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_affected_subject_id"))
        batch_op.drop_index(batch_op.f("ix_affected_record_id"))

    op.drop_table("affected")
    with op.batch_alter_table("term_mapping", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_term_mapping_term_key"))

    op.drop_table("term_mapping")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_user_id"))

    op.drop_table("sign_in")
    op.drop_table("saved_search")
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_record_status"))
        batch_op.drop_index(batch_op.f("ix_record_kind"))

    op.drop_table("record")
    op.drop_table("ledger_body")
    op.drop_table("invitation")
    op.drop_table("user")
    with op.batch_alter_table("term", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_term_scheme"))

    op.drop_table("term")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_subject_id"))
        batch_op.drop_index(batch_op.f("ix_outbox_seq"))

    op.drop_table("outbox")
    op.drop_table("ledger_head")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_subject")

    op.drop_table("ledger_entry")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_job_live_key",
            sqlite_where=sa.text("state in ('queued', 'running')"),
            postgresql_where=sa.text("state in ('queued', 'running')"),
        )
        batch_op.drop_index("ix_job_next")

    op.drop_table("job")
    op.drop_table("file")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_attempt_key_at")

    op.drop_table("attempt")

"""Keys of what supervisors read of the audit log in the bot; beside each stand the values that its
text takes."""

from core.model.text_keys import Key


class AuditKey(Key):
    """What the audit log says."""

    AUDIT_NONE = "audit-none"
    AUDIT_LIST = "audit-list"  # {count} {list}
    AUDIT_LINE = "audit-line"  # {time} {actor} {what}
    # who, and of what
    AUDIT_OWNER = "audit-owner"
    AUDIT_THE_CUSTOMER = "audit-the-customer"
    AUDIT_WHOLE_DESK = "audit-whole-desk"
    AUDIT_OF_CUSTOMER = "audit-of-customer"  # {number}
    AUDIT_OF_TICKET = "audit-of-ticket"  # {number}
    AUDIT_OF_LOG = "audit-of-log"
    AUDIT_OF_FILE = "audit-of-file"  # {of}
    AUDIT_FILES_OWN = "audit-files-own"  # what the topics' file, or the delivered text, says
    # what
    AUDIT_ADDED = "audit-added"  # {of} {after}
    AUDIT_REMOVED = "audit-removed"  # {of} {before}
    AUDIT_ROLE = "audit-role"  # {of} {before} {after}
    AUDIT_CAPACITY = "audit-capacity"  # {of} {before} {after}
    AUDIT_SKILLS = "audit-skills"  # {of} {before} {after}
    AUDIT_TOPIC = "audit-topic"  # {of} {before} {after}
    AUDIT_ORDER = "audit-order"  # {before} {after}
    AUDIT_HOURS = "audit-hours"  # {of} {before} {after}
    AUDIT_HOLIDAYS = "audit-holidays"  # {of} {before} {after}
    AUDIT_TAGS = "audit-tags"  # {before} {after}
    AUDIT_WORDS = "audit-words"  # {of} {before} {after}
    AUDIT_FIELDS = "audit-fields"  # {before} {after}
    AUDIT_TEXT = "audit-text"  # {of} {before} {after}
    AUDIT_REPLY = "audit-reply"  # {of} {before} {after}
    AUDIT_API_LET_IN = "audit-api-let-in"  # {of} {after}
    AUDIT_API_SHUT_OUT = "audit-api-shut-out"  # {of}
    AUDIT_WEBHOOK = "audit-webhook"  # {of} {before} {after}
    AUDIT_WEBHOOK_REMOVED = "audit-webhook-removed"  # {of}
    AUDIT_BLOCKED = "audit-blocked"  # {of}
    AUDIT_UNBLOCKED = "audit-unblocked"  # {of}
    AUDIT_ANSWER_SENT = "audit-answer-sent"  # {of}
    AUDIT_ANSWER_DROPPED = "audit-answer-dropped"  # {of}
    AUDIT_RETENTION = "audit-retention"  # {before} {after}
    AUDIT_HELD = "audit-held"  # {of}
    AUDIT_LET_GO = "audit-let-go"  # {of}
    AUDIT_WATCHED = "audit-watched"  # {of}
    AUDIT_UNWATCHED = "audit-unwatched"  # {of}
    AUDIT_ASKED = "audit-asked"  # {of}
    AUDIT_PROPOSED = "audit-proposed"  # {of}
    AUDIT_GRANTED = "audit-granted"  # {of}
    AUDIT_REFUSED = "audit-refused"  # {of}
    AUDIT_ERASED = "audit-erased"  # {of}
    AUDIT_EXPORT = "audit-export"  # {of} {after}
    AUDIT_SIGNED_IN = "audit-signed-in"  # {of}
    AUDIT_SIGNED_OUT = "audit-signed-out"  # {of}

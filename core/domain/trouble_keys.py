"""Texts of what is wrong with the server that the desk runs on, beside each the values that it
takes."""

from core.domain.text_keys import Key


class TroubleKey(Key):
    """What supervisors hear of it."""

    DISK_REFUSES = "disk-refuses"  # {reason}
    DATABASE_REFUSES = "database-refuses"
    DATABASE_WRITES = "database-writes"  # again

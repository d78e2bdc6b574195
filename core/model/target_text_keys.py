"""Keys of what is said of targets; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class TargetKey(Key):
    """Targets of tickets, by topic. `what`: 1 is the first answer, 2 the end."""

    DUE = "target-due"  # {what} {time}: on staff's cards
    LATE = "target-late"  # {what} {time}: the same
    NEAR = "target-near"  # {ticket} {customer} {what} {time}: to who holds it, or its group
    MISSED = "supervisor-target-missed"  # {ticket} {what} {topic} {operator} {time}
    STATS = "stats-targets"
    STATS_LINE = "stats-target-line"  # {topic} {first} {resolution}

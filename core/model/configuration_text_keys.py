"""Keys of what supervisors are told of what they set on the page; beside each stand the values that
its text takes."""

from core.model.text_keys import Key


class ConfigurationKey(Key):
    """Why something cannot be set."""

    CHANGED_MEANWHILE = "changed-meanwhile"
    WRONG_KEY = "wrong-key"
    KEY_TAKEN = "key-taken"  # {key}
    WRONG_TITLE = "wrong-title"  # {most}
    WRONG_SKILL = "wrong-skill"
    WRONG_PRIORITY = "wrong-priority"  # {most}
    WRONG_VALUE = "wrong-value"  # {what}
    WRONG_SPAN = "wrong-span"  # {span}
    SPANS_OVERLAP = "spans-overlap"
    NO_DAY = "no-day"
    WRONG_DATE = "wrong-date"  # {date}
    NO_TOPIC = "no-topic"
    NO_SUCH_TOPIC = "no-such-topic"
    # what customers are told, as supervisors look through it in the bot
    TEXTS_MOMENTS = "texts-moments"
    TEXTS_LIST = "texts-list"  # {page} {pages} {list}
    TEXTS_LINE = "texts-line"  # {number} {name} {words}
    TEXT_ON_BUTTON = "text-on-button"  # stands above the button
    BUTTON_FIRST = "button-texts-first"
    BUTTON_TOPIC_CHOICE = "button-texts-topic"
    BUTTON_CLOSED = "button-texts-closed"
    BUTTON_AUTO = "button-texts-auto"
    BUTTON_WAIT = "button-texts-wait"
    BUTTON_TALK_ITSELF = "button-texts-talk"
    BUTTON_END = "button-texts-end"
    BUTTON_STARS_GIVEN = "button-texts-stars"
    BUTTON_DATA = "button-texts-data"
    FIELD_TAKEN = "field-taken"  # {key}
    FIELD_CHOICES = "field-choices"  # {most} {length}
    FIELD_PATTERN = "field-pattern"  # {most}
    # a text in an owner's own words
    WORDING_EMPTY = "wording-empty"
    WORDING_BROKEN = "wording-broken"  # {line} {reason}
    WORDING_VALUE = "wording-value"  # {value} {values}
    WORDING_REFERENCE = "wording-reference"
    WORDING_MARKUP = "wording-markup"  # {tag}
    WORDING_LONG = "wording-long"  # {most}
    WORDING_UNKNOWN = "wording-unknown"  # {key}

"""Keys of what is said of fields; beside each stand the values that its text takes."""

from core.model.text_keys import Key


class FieldKey(Key):
    """What customers are asked, and staff is told."""

    # to customers
    FIELD_ASK = "field-ask"  # {name} {field}
    FIELD_ASK_CHOICE = "field-ask-choice"  # {name} {field}: by one of the buttons
    FIELD_WRONG_TEXT = "field-wrong-text"  # {field}
    FIELD_WRONG_NUMBER = "field-wrong-number"  # {field}
    FIELD_WRONG_CHOICE = "field-wrong-choice"  # {field}
    FIELD_WRONG_PHONE = "field-wrong-phone"
    FIELD_WRONG_EMAIL = "field-wrong-email"
    BUTTON_FIELD_CHOICE = "button-field-choice"  # {choice}
    BUTTON_FIELD_SKIP = "button-field-skip"
    BUTTON_FIELD_LEAVE = "button-field-leave"
    # to staff
    CARD_FIELD = "card-field"  # {field} {value}
    FIELDS_NONE = "fields-none"
    FIELD_WHICH = "field-which"
    FIELD_BY_REPLY = "field-by-reply"
    FIELD_UNKNOWN = "field-unknown"  # {fields}: keys
    FIELD_REFUSED = "field-refused"  # {field}
    FIELDS_OF = "fields-of"  # {ticket} {customer} {list}
    FIELDS_LINE = "fields-line"  # {word} {field} {value}

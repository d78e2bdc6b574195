"""What is shown of own data and of being forgotten."""

from core.domain.actions import Verb, press
from core.domain.erasure import Erasure, Kept
from core.domain.people import Customer
from core.domain.texts import Button, Key, Rows, Text, TextKey, Value
from core.domain.views import Shown, customer_name, talk_buttons, text

YES = "yes"
NO = "no"
GRANT = "grant"
REFUSE = "refuse"
BACK = "back"


def own_data(customer: Customer, kept: Kept, language: str) -> Text:
    """A summary of what is kept."""
    none = text(TextKey.OWN_DATA_NONE, language)
    values: dict[str, Value] = {
        "name": customer.name or none,
        "tag": f"@{customer.username}" if customer.username else none,
        "phone": customer.phone or none,
        "tickets": kept.tickets,
        "messages": kept.messages,
        "files": kept.files,
        "ratings": kept.ratings,
    }
    return text(TextKey.OWN_DATA, language, **values)


def forget_question(language: str) -> Shown:
    """Whether the customer means it."""
    yes = Button(TextKey.BUTTON_FORGET, action=press(Verb.FORGET, YES))
    no = Button(TextKey.BUTTON_FORGET_NOT, action=press(Verb.FORGET, NO))
    return Shown(text(TextKey.FORGET_ASK, language), ((yes,), (no,)))


def forgotten(language: str) -> Shown:
    """The last that the customer hears."""
    return Shown(text(TextKey.FORGOTTEN, language), talk_buttons())


def erasure_card(erasure: Erasure, customer: Customer, tickets: int, language: str) -> Shown:
    """A supervisor is asked."""
    values: dict[str, Value] = {"customer": customer_name(customer), "count": tickets}
    return Shown(
        text(TextKey.ERASURE_ASKED, language, **values),
        ((_choice(erasure, GRANT, TextKey.BUTTON_ERASE),), (_refuse(erasure),)),
    )


def erasure_confirmation(erasure: Erasure, customer: Customer, language: str) -> Shown:
    """There is no way back."""
    buttons: Rows = (
        (_choice(erasure, YES, TextKey.BUTTON_ERASE_YES),),
        (_choice(erasure, BACK, TextKey.BUTTON_ERASE_BACK),),
    )
    shown = text(TextKey.ERASURE_CONFIRM, language, customer=customer_name(customer))
    return Shown(shown, buttons)


def erasure_granted(erasure: Erasure, supervisor: str, sent: int, language: str) -> Shown:
    """Without a name. `sent`: zips that stand in the archive's chat, where the desk cannot reach
    them."""
    key = TextKey.ERASURE_GRANTED_SENT if sent else TextKey.ERASURE_GRANTED
    values: dict[str, Value] = {"number": erasure.id, "supervisor": supervisor}
    return Shown(text(key, language, **values, **({"count": sent} if sent else {})))


def erasure_refused(customer: Customer, supervisor: str, language: str) -> Shown:
    """All stays."""
    name = customer_name(customer)
    return Shown(text(TextKey.ERASURE_REFUSED, language, customer=name, supervisor=supervisor))


def _refuse(erasure: Erasure) -> Button:
    return _choice(erasure, REFUSE, TextKey.BUTTON_ERASE_NOT)


def _choice(erasure: Erasure, word: str, label: Key) -> Button:
    return Button(label, action=press(Verb.ERASURE, erasure.id, word))

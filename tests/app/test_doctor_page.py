"""The doctor names entry by entry where the page and what stands below it differ."""

from app.doctor_page import page_and_file
from app.doctor_words import in_words
from bot.wording import FluentWording
from core.model.configuration import Entry, EntryKind, Ground
from tests.support.desk import NOW

FILE = Ground(
    ({"key": "orders", "title": "Orders"}, {"key": "bugs", "title": "Bugs"}),
    "UTC",
    hours={"mon-fri": "09:00-18:00"},
    is_file=True,
    texts={"en": {"welcome": "Hi!"}},
)
DELIVERED = FluentWording().delivered("uk")["thanks"]
ENTRIES = [
    Entry(kind, key, value, number, NOW, 8)
    for number, (kind, key, value) in enumerate(
        [
            (EntryKind.TOPIC, "orders", {"title": "Parcels"}),
            (EntryKind.TOPIC, "bugs", {"title": "Bugs", "priority": 0}),
            (EntryKind.TOPIC, "new", {"title": "New"}),
            (EntryKind.HOURS, "", "always"),
            (EntryKind.HOURS, "gone", "always"),
            (EntryKind.HOLIDAYS, "", {"2026-12-25": "closed"}),
            (EntryKind.ORDER, "", ["orders", "bugs"]),
            (EntryKind.TEXT, "en:welcome", "Ho!"),
            (EntryKind.TEXT, "uk:thanks", DELIVERED),
            (EntryKind.TEXT, "uk:welcome", "{ $nobody }"),
        ]
    )
]


def test_each_entry_is_named_with_what_it_is_to_the_file() -> None:
    found = [(one.ok, *in_words(one, "en")) for one in page_and_file(FILE, ENTRIES)]
    cannot = "what is set on the page cannot be used, what stands below it holds: "
    assert found == [
        (True, "page, topic orders", "set on the page, other than the file's"),
        (True, "page, topic bugs", "set on the page, the same as below it"),
        (True, "page, topic new", "set on the page alone"),
        (True, "page, hours of the whole desk", "set on the page, other than the file's"),
        (False, "page, hours of gone", f"{cannot}There is no such topic in the file."),
        (
            True,
            "page, holidays of the whole desk",
            "set on the page, other than what is delivered",
        ),
        (True, "page, order of topics", "set on the page, the same as below it"),
        (True, "page, text welcome (en)", "set on the page, other than the file's"),
        (True, "page, text thanks (uk)", "set on the page, the same as below it"),
        (
            False,
            "page, text welcome (uk)",
            f"{cannot}There is no {{ $nobody }} in this text. There are: {{ $name }}",
        ),
    ]


def test_without_a_page_there_is_nothing_to_say() -> None:
    assert list(page_and_file(FILE, [])) == []

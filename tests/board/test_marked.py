"""Words as they were sent, and only links that may be followed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.pages.marked import Body, Mark, address, marked


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def link(words: str, href: str) -> Mark:
    return Mark("a", (words,), href)


def words(body: Body) -> str:
    return "".join(each if isinstance(each, str) else words(each.inner) for each in body)


def test_marks_count_as_telegram_does() -> None:
    assert marked("🎈 bold <b>", [entity("bold", 3, 4)]) == (
        "🎈 ",
        Mark("strong", ("bold",)),
        " <b>",
    )


def test_marks_stand_within_each_other_and_one_that_crosses_ends() -> None:
    both = [entity("bold", 0, 4), entity("italic", 0, 4)]
    assert marked("abcd", both) == (Mark("strong", (Mark("em", ("abcd",)),)),)
    crossing = [entity("bold", 0, 3), entity("code", 2, 4)]
    assert marked("abcdef", crossing) == (
        Mark("strong", ("ab", Mark("code", ("c",)))),
        Mark("code", ("def",)),
    )


@pytest.mark.parametrize(
    ("text", "entities", "found"),
    [
        ("see here", [entity("text_link", 4, 4, url="https://a.example/?q=\"'")],
         ("see ", link("here", "https://a.example/?q=\"'"))),
        ("see a.example", [entity("url", 4, 9)], ("see ", link("a.example", "https://a.example"))),
        ("to a@b.example", [entity("email", 3, 11)],
         ("to ", link("a@b.example", "mailto:a@b.example"))),
        ("hi Ann", [entity("text_mention", 3, 3, user={"id": 7})],
         ("hi ", link("Ann", "tg://user?id=7"))),
        ("https://a.example/b_(c), or (http://d.example).", [],
         (link("https://a.example/b_(c)", "https://a.example/b_(c)"), ", or (",
          link("http://d.example", "http://d.example"), ").")),
        ("https://a.example", [entity("code", 0, 17)], (Mark("code", ("https://a.example",)),)),
    ],
)  # fmt: skip
def test_links_lead_somewhere(text: str, entities: list[dict[str, Any]], found: Body) -> None:
    assert marked(text, entities) == found


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//a.example",
        "/tickets/1",
        "https://[",
        "https://a\u0000b",
        "",
    ],
)
def test_what_is_no_link_of_the_web_or_telegrams_leads_nowhere(url: str) -> None:
    assert address(url) == ""
    assert marked("here", [entity("text_link", 0, 4, url=url)]) == ("here",)


# No halves of characters, which an offset may make of two, and nothing that `visible` shows.
_SHOWN = st.characters(max_codepoint=0xFFFF, exclude_categories=("C", "Zl", "Zp"))


@given(
    st.text(_SHOWN, max_size=40),
    st.lists(
        st.builds(
            entity,
            st.sampled_from(["bold", "url", "text_link", "pre", "mention", "odd"]),
            st.integers(-2, 50),
            st.integers(-2, 50),
            url=st.sampled_from(["https://a.example", "javascript:x"]),
        ),
        max_size=6,
    ),
)
def test_no_word_is_lost_whatever_is_marked(text: str, entities: list[dict[str, Any]]) -> None:
    assert words(marked(text, entities)) == text


@pytest.mark.parametrize("broken", [{}, {"type": "bold"}, {"offset": "0", "length": None}])
def test_an_entity_that_is_none_marks_nothing(broken: dict[str, Any]) -> None:
    assert marked("words", [broken]) == ("words",)

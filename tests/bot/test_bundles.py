"""Numbers are counted and written as CLDR has it, without its data."""

from decimal import Decimal

import pytest
from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given
from hypothesis import strategies as st

from bot.bundles import Bundle
from core.model.texts import LANGUAGES

SOURCE = FluentResource(
    """\
text =
    { $number ->
        [one] one
        [few] few
        [many] many
       *[other] other
    } { $number } { NUMBER($number, useGrouping: 0) } { NUMBER($number, minimumFractionDigits: 2) }
"""
)


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.one_of(st.integers(-10_000_000, 10_000_000), st.decimals(-9999, 9999, places=2)))
def test_a_number_is_counted_and_written_as_with_all_that_babel_knows(
    language: str, number: int | Decimal
) -> None:
    ours, theirs = Bundle(language), FluentBundle([language], use_isolating=False)
    for bundle in (ours, theirs):
        bundle.add_resource(SOURCE)

    def said(bundle: FluentBundle) -> object:
        pattern = bundle.get_message("text").value
        assert pattern is not None
        return bundle.format_pattern(pattern, {"number": number})

    assert said(ours) == said(theirs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_else_an_owner_writes_is_read_from_babel(language: str) -> None:
    bundle = Bundle(language)
    source = 'text = { NUMBER($number, style: "percent") }'
    bundle.add_resource(FluentResource(source))
    pattern = bundle.get_message("text").value
    assert pattern is not None
    said, errors = bundle.format_pattern(pattern, {"number": 0.5})
    assert not errors
    assert said == Locale(language).percent_formats[None].apply(0.5, language)

"""Bundles of Fluent texts that read nothing of CLDR but what texts need: how a language counts and
writes numbers. Babel reads all that is known of a language (its months, currencies, countries): 7
MB for the three of the desk."""

from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale
from babel.numbers import NumberPattern, parse_pattern
from babel.plural import PluralRule
from fluent.runtime import FluentBundle

_FEW_AND_MANY = {
    "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
}
_PLURALS = MappingProxyType(
    {
        "en": PluralRule({"one": "i = 1 and v = 0"}),
        "uk": PluralRule(_FEW_AND_MANY),
        "ru": PluralRule(_FEW_AND_MANY),
    }
)
"""https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html"""

_SIGNS = {"plusSign": "+", "minusSign": "-"}
_COMMA = {"decimal": ",", "group": "\u00a0", **_SIGNS}
_SYMBOLS = MappingProxyType(
    {"en": {"decimal": ".", "group": ",", **_SIGNS}, "uk": _COMMA, "ru": _COMMA}
)
_DECIMAL = parse_pattern("#,##0.###")


class _Counting(Locale):
    """A language whose numbers are known without its data; the rest is read when it is wanted."""

    @property
    def plural_form(self) -> PluralRule:
        return _PLURALS[self.language]

    @property
    def decimal_formats(self) -> Mapping[str | None, NumberPattern]:  # type: ignore[override] # babel has a dictionary of its own
        return {None: _DECIMAL}

    @property
    def number_symbols(self) -> Mapping[str, Mapping[str, str]]:  # type: ignore[override] # as above
        return {"latn": _SYMBOLS[self.language]}


class Bundle(FluentBundle):
    """A language's texts; what is put in is not isolated."""

    def __init__(self, language: str) -> None:
        super().__init__([language], use_isolating=False)

    def _get_babel_locale(self) -> Locale:
        return _Counting(self.locales[0])

"""Lists come in pages that are shorter than was asked for, and never empty before their end."""

import pytest

from sandbox.mtproto.rpc.pages import ShortPages


@pytest.mark.parametrize("length", [0, 1, 2, 3, 100])
def test_a_page_lacks_its_end_now_and_then(length: int) -> None:
    pages, page = ShortPages(), list(range(length))
    shown = [pages.shown(page) for _ in range(4)]
    assert all(list(each) == page[: len(each)] for each in shown)
    assert all(bool(each) == bool(page) for each in shown)
    assert any(len(each) < length for each in shown) is (length > 1)
    assert any(len(each) == length for each in shown)

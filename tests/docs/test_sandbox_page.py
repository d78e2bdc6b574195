"""docs/sandbox.md lists what the sandbox has, and nothing else."""

import re
from pathlib import Path

from pyrogram.raw.all import layer

from sandbox.bot_api import methods
from sandbox.bot_api.registry import METHODS
from sandbox.faults import Way
from sandbox.mtproto import dispatch
from sandbox.mtproto.rpc.api import TOPICS

PAGE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


def listed(part: str) -> list[str]:
    found = re.search(rf"<!-- {part} -->\n(.*?)<!-- /{part} -->", PAGE, re.DOTALL)
    assert found, f"the page has no part {part}"
    return re.findall(r"`([\w.]+)`", found[1])


def test_bot_api_methods() -> None:
    methods.load()
    names = listed("bot-api")
    assert sorted(name.lower() for name in names) == sorted(METHODS)


def test_mtproto_methods() -> None:
    has = [dispatch.method_name(query) for topic in TOPICS for query in topic.methods.by_type]
    assert sorted(listed("mtproto")) == sorted(has)


def test_layer() -> None:
    assert f"Layer {layer}," in PAGE


def test_ways_of_faults() -> None:
    assert re.findall(r"^\| `(\w+)` \| ", PAGE, re.MULTILINE) == [way.value for way in Way]

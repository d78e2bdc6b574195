"""Reads transcript.jsonl as whoever wants the talk as it stands has to: later lines change what
earlier ones said."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Key = tuple[int, int]


def messages_in(file: Path) -> list[dict[str, Any]]:
    """Return the messages of a transcript as they stand, in the order in which they were said; none
    when there is no file. To what its line says of a message come `versions` (texts that stood
    before edits), `deleted_at`, and of its file the `path`, or why it is `lost`."""
    if not file.exists():
        return []
    # A half line is one that is just being written.
    text = file.read_text(encoding="utf-8").rpartition("\n")[0]
    return as_they_stand(text)


def as_they_stand(text: str) -> list[dict[str, Any]]:
    """As `messages_in`, of the file's contents."""
    found: dict[Key, dict[str, Any]] = {}
    for line in _lines(text):
        about = line if line["type"] == "message" else line.get("about", {})
        key = about.get("chat_id", 0), about.get("message_id", 0)
        match line["type"]:
            case "message":
                media = {**line["media"], "path": None, "lost": None} if "media" in line else None
                found[key] = {**line, "media": media, "versions": [], "deleted_at": None}
            case "edit":
                _edit(found[key], line)
            case "deletion" if "missed" not in line:
                found[key]["deleted_at"] = line["at"]
            case "file":
                kept = {"path": line.get("path"), "lost": line.get("lost")}
                found[key]["media"] = {**(found[key]["media"] or {}), **kept}
    return sorted(found.values(), key=lambda each: str(each["sent_at"]))


def _lines(text: str) -> Iterator[Mapping[str, Any]]:
    # JSON has other ends of lines inside of strings than Python knows.
    return (json.loads(line) for line in text.split("\n") if line)


def _edit(message: dict[str, Any], line: Mapping[str, Any]) -> None:
    message["versions"].append(line["before"])
    message["text"], message["kind"] = line["text"], line["kind"]
    message["media"] = line.get("media", message["media"])

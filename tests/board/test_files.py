"""Customers' files: what is shown, what is only saved, and what is not found."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.responses import FileResponse

from board.files import answer, found_in
from core.board.conversation import Message
from core.model.messages import Media, MessageKind, SenderRole


def message(mime_type: str | None, name: str | None = None) -> Message:
    media = Media(mime_type=mime_type, file_name=name)
    at = datetime(2026, 5, 4, tzinfo=UTC)
    kind = MessageKind.DOCUMENT
    return Message(1, 9, 5, at, SenderRole.CUSTOMER, 9, "Ann", kind, "", "", media=media)


@pytest.mark.parametrize(
    ("mime_type", "shown"),
    [
        ("image/png", True),
        ("video/mp4", True),
        ("audio/ogg", True),
        ("text/html", False),
        ("image/svg+xml", False),
        ("application/pdf", False),
        ("application/javascript", False),
        (None, False),
    ],
)
async def test_only_what_cannot_run_is_shown(
    tmp_path: Path, mime_type: str | None, shown: bool
) -> None:
    file = tmp_path / "media" / "3-1"
    file.parent.mkdir()
    file.write_bytes(b"<script>")
    given = answer(file, message(mime_type, 'a"\r\nb: ü.html'))
    assert isinstance(given, FileResponse)
    disposition = given.headers["content-disposition"]
    assert disposition.startswith("inline" if shown else "attachment")
    assert "\r" not in disposition
    kind = mime_type if shown else "application/octet-stream"
    assert given.headers["content-type"] == kind
    assert given.headers["content-security-policy"] == "sandbox; default-src 'none'"


def test_nothing_beside_the_customers_own_folder_is_found(tmp_path: Path) -> None:
    mine, others = tmp_path / "900", tmp_path / "901"
    for folder in (mine, others):
        folder.mkdir()
        (folder / "file").write_text("x")
    (mine / "link").symlink_to(others / "file")
    assert found_in(mine, "file") == mine / "file"
    for path in ("../901/file", str(others / "file"), "link", "", ".", "none"):
        assert found_in(mine, path) is None, path

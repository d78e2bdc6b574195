"""Effects as the outbox keeps them: a kind and plain JSON values."""

from dataclasses import asdict
from typing import Any

from core.domain.archive_effects import EraseTranscript, WriteArchive, WriteOwnData, WriteTranscript
from core.domain.audience_effects import AUDIENCE_EFFECTS
from core.domain.charts import Chart, series_of
from core.domain.effects import (
    AnswerPress,
    ApproveJoin,
    CreateJoinLink,
    CreatePersonalLink,
    CreateRoom,
    DeclineJoin,
    DeleteMessage,
    DeleteRoom,
    DiscardRoom,
    Effect,
    EmptyRoom,
    FetchFile,
    InviteOperator,
    InviteSupervisor,
    RemoveFromRoom,
    ResolveUsername,
    RevokeJoinLink,
    SaveMedia,
    SendAnnouncement,
    SendChart,
    SendDocument,
    SendText,
    SendTranscript,
    SetCommands,
    SetRoomCommands,
    SetTitle,
    ShowCard,
    WipeRoom,
)
from core.domain.relay_effects import RELAY_EFFECTS
from core.domain.room_effects import ROOM_EFFECTS
from core.domain.texts import Button, Text, Value, key_of

KINDS: dict[str, type[Effect]] = {
    cls.__name__: cls
    for cls in (
        SendText,
        ShowCard,
        SendChart,
        SendDocument,
        AnswerPress,
        ApproveJoin,
        DeclineJoin,
        CreateJoinLink,
        CreatePersonalLink,
        RevokeJoinLink,
        SetTitle,
        DeleteMessage,
        SetCommands,
        SetRoomCommands,
        SendTranscript,
        FetchFile,
        CreateRoom,
        DiscardRoom,
        InviteOperator,
        InviteSupervisor,
        RemoveFromRoom,
        SaveMedia,
        EmptyRoom,
        WipeRoom,
        DeleteRoom,
        WriteTranscript,
        WriteArchive,
        WriteOwnData,
        EraseTranscript,
        SendAnnouncement,
        ResolveUsername,
        *RELAY_EFFECTS,
        *ROOM_EFFECTS,
        *AUDIENCE_EFFECTS,
    )
}


def to_json(effect: Effect) -> dict[str, Any]:
    """An effect's fields as plain JSON values."""
    return asdict(effect)


def from_json(kind: str, fields: dict[str, Any]) -> Effect:
    """The effect again. Raises KeyError for a kind that this version does not know."""
    values = dict(fields)
    for name in ("text", "caption"):
        if values.get(name) is not None:
            values[name] = _text(values[name])
    if "chart" in values:
        values["chart"] = _chart(values["chart"])
    for name in ("names", "message_ids"):
        if name in values:
            values[name] = tuple(values[name])
    if "buttons" in values:
        values["buttons"] = tuple(
            tuple(Button(**{**button, "label": key_of(button["label"])}) for button in row)
            for row in values["buttons"]
        )
    return KINDS[kind](**values)


def _text(kept: dict[str, Any]) -> Text:
    values = {name: _value(value) for name, value in kept["values"].items()}
    return Text(key_of(kept["key"]), kept["language"], values)


def _chart(kept: dict[str, Any]) -> Chart:
    lines = tuple(series_of(line) for line in kept["lines"])
    return Chart(_text(kept["title"]), series_of(kept["bars"]), lines, tuple(kept["ticks"]))


def _value(kept: Any) -> Value:
    if isinstance(kept, list | tuple):
        return tuple(_text(each) for each in kept)
    value: str | int | Text = _text(kept) if isinstance(kept, dict) else kept
    return value

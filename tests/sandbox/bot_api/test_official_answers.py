"""The sandbox against Telegram's own Bot API server: the same calls, the official answers.

As observed on the server program (9.0), and as its source and TDLib's have them (10.0).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from sandbox.bot_api.kind import OWN, OWN_LOCAL, ServerKind
from sandbox.state.model import Chat, Content
from tests.sandbox.bot_api.conftest import Raw, Town
from tests.sandbox.bot_api.test_wire import PNG

NOBODY = 999_999_999_999  # a chat that is not there
UNALLOWED = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def room(town: Town) -> Chat:
    town.says()
    made = town.room()
    town.let_in(made, town.ann)
    return made


def at(town: Town, name: str) -> str:
    return f"{town.server.url}/bot{town.bot.token}/{name}"


def keyboard(**button: Any) -> str:
    return json.dumps({"inline_keyboard": [[button]]})


# What is refused, and in which words ("{ann}" and "{room}" stand for the chats' ids).
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("setChatTitle", {"chat_id": "{room}", "title": " "}, "title must be non-empty"),
    ("setChatTitle", {"chat_id": "{ann}", "title": "x"}, "can't change private chat title"),
    ("editMessageText", {"chat_id": "{ann}", "text": "x"}, "message to edit not found"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageReplyMarkup", {}, "message identifier is not specified"),
    ("editMessageCaption", {"message_id": 1}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "reply_markup": keyboard(text="a", callback_data="")}, UNALLOWED),
    (
        "sendMessage",
        {"text": "x", "reply_markup": keyboard(callback_data="a")},
        'can\'t parse inline keyboard button: Can\'t find field "text"',
    ),
    (
        "sendMessage",
        {"chat_id": "{ann}", "text": "x", "reply_markup": keyboard(text="a", url="https://a b.c")},
        "inline keyboard button URL 'https://a b.c' is invalid: Disallowed character in URL host",
    ),
    (
        "sendMessage",
        {"chat_id": "{ann}", "text": "x", "reply_markup": keyboard(text="a", url="nowhere")},
        "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    ("sendContact", {"chat_id": "{ann}"}, 'parameter "phone_number" is required'),
    (
        "sendContact",
        {"chat_id": "{ann}", "phone_number": "1"},
        'parameter "first_name" is required',
    ),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "AAAA"}, "invalid file_id"),
    (
        "sendPhoto",
        {"chat_id": "{ann}", "photo": "AgACAgJ"},
        "wrong remote file identifier specified: Wrong padding in the string",
    ),
    (
        "sendPhoto",
        {"chat_id": "{ann}", "photo": "no file"},
        "wrong remote file identifier specified: Wrong character in the string",
    ),
    ("sendPhoto", {"chat_id": "{ann}"}, "there is no photo in the request"),
    ("sendMediaGroup", {"chat_id": "{ann}", "media": "[]"}, "there are no messages to send"),
    ("sendMediaGroup", {"chat_id": "{ann}"}, 'parameter "media" is required'),
    (
        "sendMediaGroup",
        {"chat_id": "{ann}", "media": '[{"type": "voice", "media": "x"}]'},
        'can\'t parse InputMedia: type "voice" is unsupported',
    ),
    (
        "editMessageMedia",
        {"chat_id": "{ann}", "message_id": 1, "media": '{"type": "foo", "media": "x"}'},
        'can\'t parse InputMedia: type "foo" is unsupported',
    ),
    (
        "editMessageMedia",
        {"chat_id": "{ann}", "message_id": 1, "media": '{"type": "photo"}'},
        "can't parse InputMedia: media not found",
    ),
    (
        "copyMessages",
        {"chat_id": "{ann}", "from_chat_id": "{room}", "message_ids": "[990, 991]"},
        "there are no messages to forward",
    ),
    ("copyMessage", {"chat_id": "{ann}"}, 'parameter "from_chat_id" is required'),
    (
        "copyMessages",
        {"chat_id": "{ann}", "from_chat_id": "{room}", "message_ids": "{}"},
        "expected an Array of message identifiers",
    ),
    ("createChatInviteLink", {"chat_id": "{ann}"}, "can't invite members to a private chat"),
    ("exportChatInviteLink", {"chat_id": "{ann}"}, "can't invite members to a private chat"),
    (
        "setMyCommands",
        {"commands": '[{"command": "a", "description": " "}]'},
        "command description must be non-empty",
    ),
    (
        "setMyCommands",
        {"commands": '[{"command": "a"}]'},
        'can\'t parse BotCommand: Can\'t find field "description"',
    ),
    ("deleteMyCommands", {"language_code": "eng"}, "invalid language code specified"),
    ("setMyName", {"name": "x", "language_code": "E"}, "invalid language code specified"),
    (
        "setMyCommands",
        {"commands": "[]", "scope": '{"type": "nobody"}'},
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    ("sendMessage", {"chat_id": None, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "{ann}", "text": "x", "message_thread_id": 9},
     "message thread not found"),
    ("sendMessage", {"text": "x", "entities": '[{"type": "bold"}]'},
     'can\'t parse MessageEntity: Can\'t find field "offset"'),
    ("sendMessage", {"text": "x", "entities": '[{"type": "odd", "offset": 0, "length": 1}]'},
     "can't parse MessageEntity: Unsupported type specified"),
    ("sendMessage", {"text": "x", "link_preview_options": "[]"},
     "object expected as link preview options"),
    ("deleteMessage", {"message_id": 1}, "chat identifier is not specified"),
    ("setWebhook", {"url": "http://127.0.0.1/"},
     "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "https://a.b/", "secret_token": "x" * 257}, "secret token is too long"),
    ("setWebhook", {"url": "https://a.b:8444/"},
     "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("setWebhook", {"url": "https://a.invalid/"},
     "bad webhook: Failed to resolve host: Name or service not known"),
    ("setWebhook", {"url": "https://127.0.0.1/"},
     "bad webhook: IP address 127.0.0.1 is reserved"),
    ("setWebhook", {"url": "https://[::1]/"}, "bad webhook: IPv6-only addresses are not allowed"),
]  # fmt: skip

# Parameters are looked at before the chat, which is not there in any of these.
BEFORE_THE_CHAT: list[tuple[str, dict[str, Any], str]] = [
    ("copyMessage", {}, 'parameter "from_chat_id" is required'),
    ("copyMessages", {"from_chat_id": NOBODY}, "message identifiers are not specified"),
    ("forwardMessages", {"from_chat_id": NOBODY, "message_ids": "[0]"},
     "invalid message identifier specified"),
    ("deleteMessage", {}, "message identifier is not specified"),
    ("deleteMessages", {}, "message identifiers are not specified"),
    ("getChatMember", {}, "invalid user_id specified"),
    ("banChatMember", {}, "invalid user_id specified"),
    ("unbanChatMember", {}, "invalid user_id specified"),
    ("promoteChatMember", {}, "invalid user_id specified"),
    ("restrictChatMember", {}, "invalid user_id specified"),
    ("restrictChatMember", {"user_id": 1, "permissions": "{"},
     "can't parse permissions JSON object"),
    ("approveChatJoinRequest", {}, "invalid user_id specified"),
    ("declineChatJoinRequest", {}, "invalid user_id specified"),
    ("sendMediaGroup", {"media": '[{"type": "photo"}]'}, "can't parse InputMedia: media not found"),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ("sendMessage", {"text": "x", "reply_markup": "{"},
     "can't parse reply keyboard markup JSON object"),
    ("setMyCommands", {"commands": "{", "scope": {"type": "chat", "chat_id": NOBODY}},
     "can't parse commands JSON object"),
    ("editMessageMedia", {"message_id": 1, "media": '{"type": "foo", "media": "x"}'},
     'can\'t parse InputMedia: type "foo" is unsupported'),
    ("setMessageReaction", {"message_id": 1, "reaction": "{"},
     "can't parse reaction types JSON object"),
    # A file named by its id is looked at last.
    ("sendPhoto", {"photo": "no file"}, "chat not found"),
    ("sendMediaGroup", {"media": '[{"type": "photo", "media": "no file"}]'}, "chat not found"),
]  # fmt: skip


def filled(town: Town, room: Chat, values: dict[str, Any]) -> dict[str, Any]:
    names = {"{ann}": town.ann.id, "{room}": room.id}
    return {name: names.get(one, one) if isinstance(one, str) else one
            for name, one in values.items()}  # fmt: skip


@pytest.mark.parametrize(("name", "values", "sentence"), REFUSED)
async def test_what_is_refused(
    town: Town, raw: Raw, room: Chat, name: str, values: dict[str, Any], sentence: str
) -> None:
    answer = await raw(name, **filled(town, room, values))
    assert answer["description"] == f"Bad Request: {sentence}"


@pytest.mark.parametrize(("name", "values", "sentence"), BEFORE_THE_CHAT)
async def test_parameters_are_looked_at_before_the_chat(
    raw: Raw, name: str, values: dict[str, Any], sentence: str
) -> None:
    answer = await raw(name, chat_id=NOBODY, **values)
    assert answer["description"] == f"Bad Request: {sentence}"


async def test_what_must_not_mix_in_an_album(
    town: Town, room: Chat, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData({"chat_id": str(room.id)})
    kinds = {"a": "document", "b": "photo"}
    media = [{"type": kind, "media": f"attach://{name}"} for name, kind in kinds.items()]
    form.add_field("media", json.dumps(media))
    for name in kinds:
        form.add_field(name, PNG, filename="x.png")
    async with http.post(at(town, "sendMediaGroup"), data=form) as response:
        answer = await response.json()
    assert answer["description"] == "Bad Request: document can't be mixed with other media types"


async def test_titles_are_cut_and_the_same_again_changes_nothing(
    town: Town, raw: Raw, room: Chat
) -> None:
    await raw("setChatTitle", chat_id=room.id, title="x" * 129)
    assert room.title == "x" * 128
    before = len(town.world.history(town.boss.id, room.id))
    assert (await raw("setChatTitle", chat_id=room.id, title="x" * 128))["result"] is True
    assert len(town.world.history(town.boss.id, room.id)) == before
    assert (await raw("setChatDescription", chat_id=room.id, description="y" * 256))["ok"]
    assert room.about == "y" * 255
    made = await raw("createChatInviteLink", chat_id=room.id, name="z" * 40)
    assert made["result"]["name"] == "z" * 32


async def test_what_is_broken_and_passed_over(town: Town, raw: Raw, room: Chat) -> None:
    said = await raw("sendMessage", chat_id=room.id, text="x", entities="{")
    assert said["result"]["text"] == "x"
    assert (await raw("sendMessage", chat_id=room.id, text="x", entities="{}"))["ok"]
    assert (await raw("getUpdates", allowed_updates="["))["ok"]
    assert (await raw("setMyCommands"))["result"] is True
    # No forum: a topic counts for nothing.
    said = await raw("sendMessage", chat_id=room.id, text="x", message_thread_id=77)
    assert "message_thread_id" not in said["result"]


async def test_words_for_a_topic_go_astray_when_topics_are_switched_off(
    town: Town, raw: Raw
) -> None:
    forum = town.room()
    town.world.set_forum(town.boss.id, forum.id, True)
    topic = (await raw("createForumTopic", chat_id=forum.id, name="Ann"))["result"]
    town.world.set_forum(town.boss.id, forum.id, False)
    said = await raw(
        "sendMessage", chat_id=forum.id, text="x", message_thread_id=topic["message_thread_id"]
    )
    assert "message_thread_id" not in said["result"]


async def test_what_comes_back(town: Town, raw: Raw, room: Chat) -> None:
    said = await raw(
        "sendMessage",
        chat_id=room.id,
        text="x",
        protect_content=True,
        link_preview_options={"is_disabled": True, "url": ""},
    )
    assert said["result"]["has_protected_content"] is True
    assert said["result"]["link_preview_options"] == {"is_disabled": True}
    named = {"chat_id": town.ann.id, "from_chat_id": room.id}
    number = said["result"]["message_id"]
    refused = await raw("forwardMessage", **named, message_id=number)
    assert refused["description"].endswith("message has protected content and can't be forwarded")
    assert (await raw("copyMessage", **named, message_id=number))["ok"]


async def test_music_keeps_its_title_and_pictures_their_size(
    town: Town, room: Chat, raw: Raw, http: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData(
        {"chat_id": str(room.id), "title": "Song", "performer": "Choir", "duration": "3"}
    )
    form.add_field("audio", b"music", filename="a.mp3")
    async with http.post(at(town, "sendAudio"), data=form) as response:
        audio = (await response.json())["result"]["audio"]
    assert (audio["title"], audio["performer"], audio["duration"]) == ("Song", "Choir", 3)
    file = town.world.add_file("photo", b"no picture that one knows")
    town.world.send(town.ann.id, town.bot.id, Content(file=file))
    music = town.world.add_file("audio", b"m", title="Song", performer="Choir")
    town.world.send(town.ann.id, town.bot.id, Content(file=music))
    updates = (await raw("getUpdates"))["result"]
    found = [one["message"] for one in updates if "message" in one][-2:]
    sizes = found[0]["photo"]
    assert [(one["width"], one["height"]) for one in sizes] == [(90, 68), (320, 240), (640, 480)]
    assert len({one["file_id"] for one in sizes}) == len({one["file_unique_id"] for one in sizes})
    for one in sizes:
        assert (await raw("getFile", file_id=one["file_id"]))["ok"]
    assert (found[1]["audio"]["title"], found[1]["audio"]["performer"]) == ("Song", "Choir")


async def test_a_text_can_become_a_picture(
    town: Town, room: Chat, raw: Raw, http: aiohttp.ClientSession
) -> None:
    said = await raw("sendMessage", chat_id=room.id, text="soon")
    form = aiohttp.FormData(
        {"chat_id": str(room.id), "message_id": str(said["result"]["message_id"])}
    )
    form.add_field("media", json.dumps({"type": "photo", "media": "attach://p", "caption": "now"}))
    form.add_field("p", PNG, filename="x.png")
    async with http.post(at(town, "editMessageMedia"), data=form) as response:
        result = (await response.json())["result"]
    assert result["photo"][-1]["width"] == 7
    assert (result["caption"], "text" in result) == ("now", False)


async def test_entities_of_a_kind_that_telegram_finds_itself(town: Town, raw: Raw) -> None:
    town.says()
    url = {"type": "url", "offset": 0, "length": 1}
    bold = {"type": "bold", "offset": 0, "length": 1}
    said = await raw("sendMessage", chat_id=town.ann.id, text="x", entities=[url, bold])
    assert said["result"]["entities"] == [bold]


async def test_setting_a_webhook_again(town: Town, raw: Raw) -> None:
    town.server.api.kind = OWN_LOCAL
    hook = {"url": "http://127.0.0.1:9/", "secret_token": "s"}
    assert (await raw("setWebhook", **hook))["description"] == "Webhook was set"
    soon = await raw("setWebhook", **hook)
    assert (soon["status"], soon["parameters"]) == (429, {"retry_after": 1})
    town.clock.move(seconds=1)
    assert (await raw("setWebhook", **hook))["description"] == "Webhook is already set"
    town.clock.move(seconds=1)
    assert (await raw("setWebhook", **hook, max_connections=1))["description"] == "Webhook was set"
    assert (await raw("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await raw("deleteWebhook"))["description"] == "Webhook is already deleted"


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("bot{token}//getMe", 404, None),
        ("botnobody/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot0:x/getMe", 401, "Unauthorized: invalid token specified"),
        ("bot1:wrong/getMe", 401, "Unauthorized"),
        ("nothing", 404, "Not Found"),
    ],
)
async def test_addresses(
    town: Town, http: aiohttp.ClientSession, path: str, status: int, description: str | None
) -> None:
    address = f"{town.server.url}/{path.format(token=town.bot.token)}"
    async with http.get(address) as response:
        assert response.status == status
        if description is not None:
            assert (await response.json())["description"] == description


@pytest.mark.parametrize("kind", [OWN, OWN_LOCAL])
async def test_a_server_of_ones_own_serves_no_files(
    town: Town, raw: Raw, http: aiohttp.ClientSession, kind: ServerKind
) -> None:
    town.server.api.kind = kind
    town.world.send(town.ann.id, town.bot.id, Content(file=town.world.add_file("document", b"abc")))
    (update,) = (await raw("getUpdates"))["result"]
    file_id = update["message"]["document"]["file_id"]
    place = (await raw("getFile", file_id=file_id))["result"]["file_path"]
    assert place.startswith("/") is kind.local
    async with http.get(f"{town.server.url}/file/bot{town.bot.token}/{place}") as response:
        assert response.status == 404


async def test_an_older_server_lacks_what_came_later(town: Town, raw: Raw, room: Chat) -> None:
    town.server.api.kind = ServerKind(version=(9, 0))
    gifts = (await raw("getChat", chat_id=room.id))["result"]["accepted_gift_types"]
    assert "gifts_from_channels" not in gifts
    assert "unlimited_gifts" in gifts
    me = await raw("getChatMember", chat_id=room.id, user_id=town.bot.id)
    assert "can_manage_topics" in me["result"]
    assert "can_send_welcome_messages" not in me["result"]
    await raw("getUpdates", offset=-1, allowed_updates=["message", "my_chat_member"])
    quiz = {"question": "?", "options": ["a", "b"], "type": "quiz", "correct_option_ids": [1]}
    town.world.send(town.ann.id, town.bot.id, Content(poll=quiz))
    found = (await raw("getUpdates"))["result"][-1]["message"]["poll"]
    assert found["correct_option_id"] == 1
    assert not {"allows_revoting", "members_only"} & found.keys()

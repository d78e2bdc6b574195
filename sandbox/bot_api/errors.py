"""What a refused call answers: the state's tags in the Bot API's own sentences.

The sentences are those that bots get from Telegram's Bot API server
(https://github.com/tdlib/telegram-bot-api).
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from sandbox.state.model import Refused

_PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

# A tag that is not here passes as it is ("Bad Request: BUTTON_DATA_INVALID"), as with Telegram.
_SENTENCES: dict[str, tuple[int, str]] = {
    "MESSAGE_NOT_MODIFIED": (400, NOT_MODIFIED),
    "MESSAGE_AUTHOR_REQUIRED": (400, "message can't be edited"),
    "MESSAGE_EDIT_TIME_EXPIRED": (400, "message can't be edited"),
    "MESSAGE_DELETE_FORBIDDEN": (400, "message can't be deleted"),
    "MESSAGE_EMPTY": (400, "message text is empty"),
    "CHAT_FORWARDS_RESTRICTED": (400, "message has protected content and can't be forwarded"),
    "MESSAGE_TOO_LONG": (400, "message is too long"),
    "MEDIA_CAPTION_TOO_LONG": (400, "message caption is too long"),
    "QUERY_ID_INVALID": (400, QUERY_TOO_OLD),
    "PEER_ID_INVALID": (400, "chat not found"),
    "CHAT_ID_INVALID": (400, "chat not found"),
    "CHANNEL_INVALID": (400, "chat not found"),
    "CHANNEL_PRIVATE": (400, "chat not found"),
    "USER_NOT_PARTICIPANT": (400, "USER_NOT_PARTICIPANT"),
    "USER_IS_BLOCKED": (403, "bot was blocked by the user"),
    "INPUT_USER_DEACTIVATED": (403, "user is deactivated"),
    "USER_DEACTIVATED": (403, "user is deactivated"),
    "USER_IS_BOT": (403, "bots can't send messages to bots"),
    "BOT_NOT_STARTED": (403, "bot can't initiate conversation with a user"),
    "USER_ADMIN_INVALID": (400, "user is an administrator of the chat"),
    "CHAT_WRITE_FORBIDDEN": (400, "not enough rights to send text messages to the chat"),
    "CHAT_SEND_PHOTOS_FORBIDDEN": (400, "not enough rights to send photos to the chat"),
    "CHAT_SEND_VIDEOS_FORBIDDEN": (400, "not enough rights to send videos to the chat"),
    "CHAT_SEND_AUDIOS_FORBIDDEN": (400, "not enough rights to send audios to the chat"),
    "CHAT_SEND_VOICES_FORBIDDEN": (400, "not enough rights to send voice notes to the chat"),
    "CHAT_SEND_ROUNDVIDEOS_FORBIDDEN": (400, "not enough rights to send video notes to the chat"),
    "CHAT_SEND_DOCS_FORBIDDEN": (400, "not enough rights to send documents to the chat"),
    "CHAT_SEND_STICKERS_FORBIDDEN": (400, "not enough rights to send stickers to the chat"),
    "CHAT_SEND_GIFS_FORBIDDEN": (400, "not enough rights to send animations to the chat"),
    "REPLY_MESSAGE_ID_INVALID": (400, "message to be replied not found"),
    "CHAT_ABOUT_NOT_MODIFIED": (400, "chat description is not modified"),
    "CHAT_TITLE_EMPTY": (400, "title must be non-empty"),
    "CHANNEL_FORUM_MISSING": (400, "the chat is not a forum"),
    "EMOTICON_INVALID": (400, "wrong dice emoji specified"),
    "TOPIC_TITLE_EMPTY": (400, "title must be non-empty"),
    "TOPIC_DELETED": (400, "message thread not found"),
    "REPLY_MARKUP_TOO_LONG": (400, "reply markup is too long"),
}

# What lacking rights is called depends on what was wanted.
_RIGHTS: dict[str, str] = {
    "setchattitle": "not enough rights to change chat title",
    "setchatdescription": "not enough rights to set chat description",
    "banchatmember": "not enough rights to restrict/unrestrict chat member",
    "unbanchatmember": "not enough rights to restrict/unrestrict chat member",
    "setchatpermissions": "not enough rights to change chat permissions",
    "restrictchatmember": "not enough rights to restrict/unrestrict chat member",
    "promotechatmember": "not enough rights",
    "pinchatmessage": "not enough rights to manage pinned messages in the chat",
    "unpinchatmessage": "not enough rights to manage pinned messages in the chat",
    "unpinallchatmessages": "not enough rights to manage pinned messages in the chat",
    "createchatinvitelink": "not enough rights to manage chat invite link",
    "editchatinvitelink": "not enough rights to manage chat invite link",
    "exportchatinvitelink": "not enough rights to manage chat invite link",
    "revokechatinvitelink": "not enough rights to manage chat invite link",
    "approvechatjoinrequest": "not enough rights to manage chat join requests",
    "declinechatjoinrequest": "not enough rights to manage chat join requests",
    "deletemessage": "message can't be deleted",
    "deletemessages": "message can't be deleted",
    "createforumtopic": "not enough rights to create a topic",
    "editforumtopic": "not enough rights to edit the topic",
    "closeforumtopic": "not enough rights to edit the topic",
    "reopenforumtopic": "not enough rights to edit the topic",
    "deleteforumtopic": "not enough rights to delete the topic",
    "unpinallforumtopicmessages": "not enough rights to manage pinned messages in the chat",
    "editgeneralforumtopic": "not enough rights to edit the topic",
    "closegeneralforumtopic": "not enough rights to edit the topic",
    "reopengeneralforumtopic": "not enough rights to edit the topic",
    "hidegeneralforumtopic": "not enough rights to edit the topic",
    "unhidegeneralforumtopic": "not enough rights to edit the topic",
    "unpinallgeneralforumtopicmessages": "not enough rights to manage pinned messages in the chat",
}
_RIGHTS_TAGS = frozenset({"CHAT_ADMIN_REQUIRED", "RIGHT_FORBIDDEN", "ADMIN_RIGHTS_REQUIRED"})
_FLOOD = re.compile(r"(?:FLOOD_WAIT|FLOOD_PREMIUM_WAIT|SLOWMODE_WAIT)_(\d+)")


class ApiError(Exception):
    """A call's failure as the client sees it: status, description, `parameters` if there are any.

    `sentence` comes without the "Bad Request: " in front.
    """

    def __init__(self, code: int, sentence: str, parameters: dict[str, Any] | None = None) -> None:
        self.code = code
        self.parameters = parameters
        prefix = _PREFIXES.get(code) or HTTPStatus(code).phrase
        self.description = f"{prefix}: {sentence}" if sentence else prefix
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """The JSON answer."""
        answer: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(sentence: str) -> ApiError:
    """400, the commonest answer."""
    return ApiError(400, sentence)


def too_many_requests(seconds: int) -> ApiError:
    """429 with the seconds to wait, in the text and in `parameters`."""
    return ApiError(429, f"retry after {seconds}", {"retry_after": seconds})


def migrated(new_id: int) -> ApiError:
    """400 for a basic group that lives on as a supergroup."""
    sentence = "group chat was upgraded to a supergroup chat"
    return ApiError(400, sentence, {"migrate_to_chat_id": new_id})


def from_refused(refused: Refused, method: str) -> ApiError:
    """The Bot API's answer to what the state refused; `method` in lower case."""
    if refused.migrate_to is not None:
        return migrated(refused.migrate_to)
    if wait := _FLOOD.fullmatch(refused.tag):
        return too_many_requests(int(wait[1]))
    if refused.tag in _RIGHTS_TAGS and method in _RIGHTS:
        return bad_request(_RIGHTS[method])
    if refused.tag in _SENTENCES:
        return ApiError(*_SENTENCES[refused.tag])
    # The server's own tags never stay 403: Telegram's Bot API server turns them into 400.
    code = 400 if refused.code in (303, 403, 404, 406, 420) else refused.code
    return ApiError(code, refused.tag)

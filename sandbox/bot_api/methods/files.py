"""Getting files back."""

from __future__ import annotations

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.file_ids import file_id, file_path, read_file_id
from sandbox.bot_api.methods.common import person_id
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.view import Json

MAX_DOWNLOAD = 20 * 1024 * 1024  # https://core.telegram.org/bots/api#getfile


@method("getFile")
def get_file(call: Call) -> Json:
    """Return the File with the path to download it from."""
    if not call.args.text("file_id"):
        raise bad_request("file_id not specified")
    read = read_file_id(call.bot_id, call.args.text("file_id"))
    file = call.world.files.get(read[1]) if read is not None else None
    if file is None:
        raise bad_request("invalid file_id")
    local = call.api.kind.local
    if not local and len(file.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    place = file_path(file)
    if local:
        place = call.api.disk.place_of(call.bot.token or "", file)
    return {
        "file_id": file_id(call.bot_id, file),
        "file_unique_id": file.unique,
        "file_size": len(file.data),
        "file_path": place,
    }


@method("getUserProfilePhotos")
def get_user_profile_photos(call: Call) -> Json:
    """Return none: nobody has any here."""
    user_id = person_id(call)
    if user_id not in call.world.users or not call.view.knows(user_id):
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}

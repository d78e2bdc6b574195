"""What can be sent beside words: files, a voice, a sticker, a place, a contact, a poll."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from nicegui import events, ui

from sandbox.page import samples
from sandbox.page.phone_context import OpenChat
from sandbox.page.services import name_of
from sandbox.page.uploads import RECORDED, attachment
from sandbox.page.widgets import Question, icon_button, menu_item
from sandbox.people import Attachment, Parcel
from sandbox.state.model import User

Send = Callable[..., Awaitable[object | None]]
LARGEST = 200 * 1024 * 1024  # bytes of one file that the page takes
_KYIV = (50.4501, 30.5234)
# A microphone has no component: one press begins, the next ends, and what was heard is uploaded.
_RECORD = """async (e) => {
    const button = e.currentTarget;
    if (button.recorder) return button.recorder.stop();
    if (!window.isSecureContext) return emit('plain http');
    const heard = await navigator.mediaDevices?.getUserMedia({audio: true}).catch(() => null);
    if (!heard) return emit('no microphone');
    const kind = {mimeType: 'audio/webm;codecs=opus'};
    const recorder = button.recorder = new MediaRecorder(heard, kind);
    const parts = [];
    recorder.ondataavailable = (part) => parts.push(part.data);
    recorder.onstop = () => {
        heard.getTracks().forEach((track) => track.stop());
        button.recorder = null;
        const file = new File(parts, '%(name)s', {type: 'audio/webm'});
        runMethod(%(upload)d, 'addFiles', [[file]]);
        emit('stopped');
    };
    recorder.start();
    emit('recording');
}"""


_NO_VOICE = {
    "no microphone": "The browser has no microphone, or may not use it.",
    "plain http": "Browsers give a microphone only to https and to this machine's own pages.",
}


class Attach:
    """The clip and the microphone of an open chat. `send` sends what is chosen there."""

    def __init__(self, chat: OpenChat, send: Send) -> None:
        self._chat = chat
        self._send = send
        self._as_file = False
        with ui.element("div").classes("hidden-upload"):
            upload = ui.upload(
                multiple=True, auto_upload=True, max_file_size=LARGEST,
                on_multi_upload=self._on_upload,
            )  # fmt: skip
        self._upload = upload
        with icon_button("attach_file", "Attach"), ui.menu().props("auto-close role=menu"):
            self._choose("image", "Photo or video", as_file=False)
            self._choose("description", "File", as_file=True)
            menu_item("photo_library", "Sample photo", lambda: self._give(samples.photo()))
            menu_item("collections", "Sample album", self._album)
            menu_item("graphic_eq", "Sample voice", lambda: self._give(samples.voice()))
            menu_item("emoji_emotions", "Sticker", lambda: self._give(samples.sticker()))
            menu_item("location_on", "Location", self._ask_place)
            menu_item("badge", "My contact", lambda: self._send(contact_of(self._me)))
            menu_item("contacts", "Another's contact", self._ask_contact)
            menu_item("poll", "Poll", self._ask_poll)

    @property
    def _me(self) -> User:
        return self._chat.world.user(self._chat.me)

    def _choose(self, icon: str, text: str, *, as_file: bool) -> None:
        def note() -> None:
            self._as_file = as_file

        pick = f"() => {{ runMethod({self._upload.id}, 'pickFiles', []); emit(); }}"
        item = menu_item(icon, text, lambda: None)
        item.on("click", note, js_handler=pick)

    def draw_microphone(self) -> None:
        """Draw the button that records a voice."""
        button = icon_button("mic", "Record a voice message").classes("microphone")
        record = _RECORD % {"name": RECORDED, "upload": self._upload.id}

        def on_recording(event: events.GenericEventArguments) -> None:
            is_on = event.args == "recording"
            button.props(f"icon={'stop_circle' if is_on else 'mic'}")
            button.classes(add="recording" if is_on else "", remove="" if is_on else "recording")
            if event.args in _NO_VOICE:
                self._chat.context.tell(_NO_VOICE[event.args])

        button.on("click", on_recording, js_handler=record)

    async def _on_upload(self, event: events.MultiUploadEventArguments) -> None:
        parcels = []
        for file in event.files:
            try:
                data = await file.read()
                made = attachment(file.name, file.content_type, data, as_file=self._as_file)
            except ValueError as error:
                self._chat.context.tell(str(error))
                continue
            parcels.append(Parcel(file=made))
        self._upload.reset()
        if parcels:
            await self._send(*parcels)

    async def _give(self, file: Attachment) -> None:
        await self._send(Parcel(file=file))

    async def _album(self) -> None:
        await self._send(Parcel("Three of a kind", file=samples.photo()), *_more_photos())

    def _ask_place(self) -> None:
        with Question("Send a location") as question:
            with question.body:
                latitude = ui.number("Latitude", value=_KYIV[0], min=-90, max=90)
                longitude = ui.number("Longitude", value=_KYIV[1], min=-180, max=180)
                title = ui.input("Name of the place", placeholder="none: a bare location")
            question.offer("Cancel")

            async def send() -> None:
                question.close()
                spot = {"latitude": latitude.value, "longitude": longitude.value}
                if title.value:
                    venue = {**spot, "title": title.value, "address": "Khreshchatyk"}
                    await self._send(Parcel(venue=venue))
                else:
                    await self._send(Parcel(location=spot))

            question.offer("Send", send)
        question.open()

    def _ask_contact(self) -> None:
        with Question("Whose contact?") as question:
            with question.body:
                for user in self._chat.context.environment.persons():
                    if user.id != self._chat.me:
                        pick = partial(self._send_contact, question, user)
                        name = name_of(self._chat.world, user.id)
                        ui.button(name, on_click=pick).props("flat no-caps align=left")
            question.offer("Cancel")
        question.open()

    async def _send_contact(self, question: Question, user: User) -> None:
        question.close()
        await self._send(contact_of(user))

    def _ask_poll(self) -> None:
        with Question("New poll") as question:
            with question.body:
                question_box = ui.input("Question").props("autofocus")
                options = ui.textarea("Options, one in each line", value="Yes\nNo")
            question.offer("Cancel")

            async def send() -> None:
                answers = [line.strip() for line in options.value.splitlines() if line.strip()]
                if question_box.value and len(answers) > 1:
                    question.close()
                    await self._send(
                        Parcel(poll={"question": question_box.value, "options": answers})
                    )

            question.offer("Send", send)
        question.open()


def contact_of(user: User) -> Parcel:
    """Return somebody's card, as it is sent."""
    card = {
        "phone_number": user.phone or "",
        "first_name": user.first_name,
        "last_name": user.last_name,
        "user_id": user.id,
    }
    return Parcel(contact={name: value for name, value in card.items() if value is not None})


def _more_photos() -> list[Parcel]:
    return [Parcel(file=samples.photo()), Parcel(file=samples.photo())]

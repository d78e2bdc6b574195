"""Files and a recorded voice for an answer: dropped, chosen, pasted or recorded, and seen before
they go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from board import parts, uploading, uploads
from board.files import SHOWN
from board.page import Page, Region
from board.pages.ticket_bubbles import size_words
from board.uploads import UploadRefused
from core.model.messages import MessageKind
from core.model.uploads import Upload

# The uploader has no turn of its own for files that are chosen together, and they come as they may.
_ADDRESS = """(files) => '%s?place=' + (files[0].place ??= window.place = (window.place ?? 0) + 1)
    + '&name=' + encodeURIComponent(files[0].name)"""
_VOICE_ADDRESS = "() => '%s?as=voice&place=' + (window.place = (window.place ?? 0) + 1)"
_PICK = "() => runMethod(%d, 'pickFiles', [])"
_OVER = """(e) => {
    if (!e.dataTransfer.types.includes('Files')) return;
    e.preventDefault();
    e.currentTarget.classList.add('dropping');
}"""
_LEAVE = """(e) => {
    if (!e.currentTarget.contains(e.relatedTarget)) e.currentTarget.classList.remove('dropping');
}"""
_DROP = """(e) => {
    e.currentTarget.classList.remove('dropping');
    if (!e.dataTransfer.files.length) return;
    e.preventDefault();
    runMethod(%d, 'addFiles', [e.dataTransfer.files]);
}"""
_PASTE = """(e) => {
    if (!e.clipboardData.files.length) return;
    e.preventDefault();
    runMethod(%d, 'addFiles', [e.clipboardData.files]);
}"""
# A microphone has no component: one press begins, the next ends, and what was heard is uploaded.
_RECORD = """async (e) => {
    const button = e.currentTarget;
    if (button.recorder) return button.recorder.stop();
    const kind = {mimeType: 'audio/webm;codecs=opus'};
    if (!window.MediaRecorder?.isTypeSupported(kind.mimeType)) return emit('no recorder');
    const heard = await navigator.mediaDevices?.getUserMedia({audio: true}).catch(() => null);
    if (!heard) return emit('no microphone');
    const recorder = button.recorder = new MediaRecorder(heard, kind);
    const parts = [];
    recorder.ondataavailable = (part) => parts.push(part.data);
    recorder.onstop = () => {
        heard.getTracks().forEach((track) => track.stop());
        button.recorder = null;
        runMethod(%d, 'addFiles', [[new File(parts, 'voice.webm', {type: 'audio/webm'})]]);
        emit('stopped');
    };
    recorder.start();
    emit('recording');
}"""
# What failed would be tried again with the next; a reset would take away what is just coming.
_FAILED = """(info) => {
    info.files.forEach((file) => runMethod(%d, 'removeFile', [file]));
    if (!info.xhr.status) emit();
}"""
_FINISH = "() => { runMethod(%d, 'removeUploadedFiles', []); emit(); }"
_AS_FILE = frozenset(
    {MessageKind.PHOTO, MessageKind.VIDEO, MessageKind.ANIMATION, MessageKind.AUDIO}
)


class Files:
    """The files of an answer that is being written; `changed` is called after they did."""

    def __init__(self, page: Page, ticket_id: int, changed: Callable[[], None]) -> None:
        self._page, self._changed = page, changed
        self._coming: frozenset[int] = frozenset()  # the uploaders at work
        store = page.uploads
        self._draft = store.begin(page.who.session_id, ticket_id, self._show, self._refuse)
        page.client.on_delete(partial(store.end, self._draft))
        self._region: Region[tuple[Upload, ...]] | None = None

    @property
    def chosen(self) -> tuple[Upload, ...]:
        """What goes with the answer."""
        return self._draft.files

    @property
    def is_coming(self) -> bool:
        """Whether some of it is on its way from the browser still."""
        return bool(self._coming)

    def sent(self, files: Sequence[Upload]) -> None:
        """These were sent; what came meanwhile waits for the next answer."""
        self._page.uploads.sent(self._draft, files)

    def put_away(self) -> None:
        """What was drawn of it is gone."""
        self._region, self._coming = None, frozenset()

    def draw_list(self) -> None:
        """Draw what goes with the answer."""
        self._status = ui.label().classes("faint").props("role=status")
        self._status.set_visibility(False)
        self._region = Region(self._draw_files, "answer-files")
        self._region.show(self.chosen)

    def draw_buttons(self, target: Element) -> None:
        """Draw the buttons that add some; `target` is where they may be dropped and pasted."""
        page = self._page
        address = uploading.address_of(self._draft)
        files = self._uploader(_ADDRESS % address).props("multiple")
        voice = self._uploader(_VOICE_ADDRESS % address)
        pick = parts.icon_button("attach_file", page.text("answer-attach"))
        pick.on("click", js_handler=_PICK % files.id)
        target.on("dragover", js_handler=_OVER)
        target.on("dragleave", js_handler=_LEAVE)
        target.on("drop", js_handler=_DROP % files.id)
        target.on("paste", js_handler=_PASTE % files.id)
        self._draw_microphone(voice)

    def _uploader(self, address: str) -> Element:
        """By Quasar's own component: NiceGUI's route for its own would take any number of bytes."""
        with ui.element("div").classes("hidden-upload"):
            uploader = ui.element("q-uploader").props("auto-upload send-raw")
        uploader.props["max-file-size"] = self._page.uploads.largest
        uploader.props[":url"] = address
        uploader.on("start", partial(self._tell, uploader.id, is_coming=True), args=[])
        uploader.on("failed", self._failed, js_handler=_FAILED % uploader.id)
        uploader.on("rejected", self._rejected, args=[])
        done = partial(self._tell, uploader.id, is_coming=False)
        uploader.on("finish", done, js_handler=_FINISH % uploader.id)
        return uploader

    def _draw_microphone(self, uploader: Element) -> None:
        page = self._page
        if not page.may_record:
            why = page.text("answer-record-off")
            parts.icon_button("mic_off", why, lambda: page.notice(why)).classes("microphone off")
            return
        button = ui.button(icon="mic").props("flat round dense").classes("microphone")
        with button:
            tip = ui.tooltip()

        def call(does: str) -> None:
            button.props["aria-label"] = does
            tip.set_text(does)

        def on_recording(event: GenericEventArguments) -> None:
            is_on = event.args == "recording"
            button.props(f"icon={'stop_circle' if is_on else 'mic'}")
            call(page.text("answer-record-end" if is_on else "answer-record"))
            button.classes(add="recording" if is_on else "", remove="" if is_on else "recording")
            if event.args == "no microphone":
                page.notice(page.text("answer-no-microphone"))
            elif event.args == "no recorder":
                page.notice(page.text("answer-no-recorder"))

        call(page.text("answer-record"))
        button.on("click", on_recording, js_handler=_RECORD % uploader.id)

    def _draw_files(self, files: tuple[Upload, ...]) -> None:
        for file in files:
            with ui.element("div").classes("answer-file"):
                self._draw_preview(file)
                with ui.element("div").classes("grow answer-file-words"):
                    ui.label(self._named(file)).classes("strong")
                    ui.label(size_words(self._page, file.size)).classes("faint")
                    if uploads.as_file(file, wanted=False).kind in _AS_FILE:
                        self._draw_choice(file)
                words = self._page.text("answer-file-remove", file=self._named(file))
                remove = partial(self._page.uploads.remove, self._draft, file.stored)
                parts.icon_button("close", words, remove)

    def _draw_choice(self, file: Upload) -> None:
        """What Telegram shows in its place may go as it is, too."""
        choice = ui.checkbox(
            self._page.text("answer-as-file"),
            value=file.kind is MessageKind.DOCUMENT,
            on_change=lambda event: self._draft.put(
                uploads.as_file(file, wanted=bool(event.value))
            ),
        )
        choice.props("dense")

    def _draw_preview(self, file: Upload) -> None:
        kind = file.mime_type.partition("/")[0] if file.mime_type in SHOWN else ""
        if kind not in ("image", "video", "audio"):
            ui.icon("description").props("aria-hidden=true").classes("answer-file-icon")
            return
        shown = ui.element("img" if kind == "image" else kind).classes("answer-file-seen")
        shown.props["src"] = uploading.address_of(self._draft, file.stored)
        if kind == "image":
            shown.props["alt"] = file.file_name
        else:
            shown.props("controls preload=metadata")
            shown.props["aria-label"] = self._named(file)

    def _named(self, file: Upload) -> str:
        is_voice = file.kind is MessageKind.VOICE
        return self._page.text("kind-voice") if is_voice else file.file_name

    def _show(self) -> None:
        if self._region is not None:
            self._region.show(self.chosen)
        self._changed()

    def _refuse(self, refusal: UploadRefused) -> None:
        self._page.notice(self._page.text(refusal.key, **refusal.values))

    def _rejected(self) -> None:
        self._refuse(UploadRefused("file-too-big", most=self._page.uploads.largest // 1_000_000))

    def _failed(self) -> None:
        self._refuse(UploadRefused("file-broken"))

    def _tell(self, uploader: int, *, is_coming: bool) -> None:
        self._coming = self._coming | {uploader} if is_coming else self._coming - {uploader}
        if self._region is None:
            return
        self._status.set_text(self._page.text("answer-uploading") if self.is_coming else "")
        self._status.set_visibility(self.is_coming)
        self._changed()

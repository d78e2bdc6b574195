"""The sandbox's page: what is sent beside words, as the other phone shows it."""

from pathlib import Path

import av
from playwright.async_api import Locator, expect

from sandbox.page import samples
from sandbox.people import Person
from tests.browser.conftest import Newcomers, Tab

PLAYS = "it => it.play().then(() => it.duration)"


async def attach(tab: Tab, person: Person, kind: str) -> None:
    """Choose something from the clip's menu."""
    await tab.phone(person).get_by_role("button", name="Attach").click()
    await tab.page.get_by_role("menuitem", name=kind, exact=True).click()


async def choose(tab: Tab, person: Person, kind: str, file: Path) -> None:
    """Choose a file of this machine from the clip's menu."""
    async with tab.page.expect_file_chooser() as chooser:
        await attach(tab, person, kind)
    await (await chooser.value).set_files(file)


async def test_pictures_sounds_and_files_come_across(
    tab: Tab, newcomers: Newcomers, tmp_path: Path
) -> None:
    ann, oleg = await newcomers("Ann", "Oleg")
    await ann.say(oleg.id, "See what I have")
    await tab.open(ann, oleg)
    await tab.enter(ann, oleg.name)
    seen = await tab.enter(oleg, ann.name)

    await attach(tab, ann, "Sample album")
    album = seen.locator(".bubble").filter(has_text="Three of a kind")
    await expect(album.get_by_role("img", name=f"Photo from {ann.name}")).to_have_count(3)
    await album.get_by_role("button", name="Photo").first.click()
    large = tab.page.get_by_role("dialog").get_by_role("img")
    await expect(large).to_be_visible()
    await tab.page.keyboard.press("Escape")

    await attach(tab, ann, "Sample voice")
    voice = seen.get_by_label(f"Voice message from {ann.name}")
    assert round(await voice.evaluate(PLAYS)) == samples.voice().duration
    await expect(seen.locator("audio")).to_have_count(1)
    await record(tab, ann)
    await expect(seen.locator("audio")).to_have_count(2)
    assert await voice.last.evaluate(PLAYS) > 0

    await attach(tab, ann, "Sticker")
    await expect(seen.get_by_role("img", name="Sticker 😀")).to_be_visible()

    paper = tmp_path / "<b>bill.pdf"
    paper.write_bytes(b"%PDF-1.4 two kettles")
    await choose(tab, ann, "File", paper)
    file = seen.get_by_role("link", name="<b>bill.pdf")
    async with tab.page.expect_download() as download:
        await file.click()
    assert (await (await download.value).path()).read_bytes() == b"%PDF-1.4 two kettles"

    picture = tmp_path / "kettle.jpg"
    picture.write_bytes(samples.photo().data)
    await choose(tab, ann, "Photo or video", picture)
    await expect(seen.get_by_role("img", name=f"Photo from {ann.name}")).to_have_count(4)
    await choose(tab, ann, "Photo or video", a_film(tmp_path / "kettle.webm"))
    film = seen.get_by_label(f"Video from {ann.name}")
    assert await film.evaluate(PLAYS) > 0


def a_film(path: Path) -> Path:
    """Half a second of nothing."""
    with av.open(path, "w") as film:
        stream = film.add_stream("libvpx", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(5):
            film.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        film.mux(stream.encode(None))
    return path


async def record(tab: Tab, person: Person) -> None:
    """Speak into the microphone for a moment."""
    microphone = tab.phone(person).get_by_role("button", name="Record a voice message")
    await microphone.click()
    await expect(microphone).to_contain_class("recording")
    await microphone.click()
    await expect(microphone).not_to_contain_class("recording")


async def test_places_contacts_and_polls_come_across(tab: Tab, newcomers: Newcomers) -> None:
    ann, oleg, sue = await newcomers("Ann", "Oleg", "Sue")
    await ann.say(oleg.id, "Where to?")
    await tab.open(ann, oleg)
    await tab.enter(ann, oleg.name)
    seen = await tab.enter(oleg, ann.name)

    for title in ("", "The kettle shop"):
        await attach(tab, ann, "Location")
        asked = tab.page.get_by_role("dialog")
        await asked.get_by_label("Name of the place").fill(title)
        await answer(asked, "Send")
    await expect(seen.locator(".place").first).to_contain_text("50.45010, 30.52340")
    await expect(seen.locator(".place").last).to_contain_text("The kettle shop")

    await attach(tab, ann, "My contact")
    await expect(seen.locator(".card").filter(has_text=ann.account.phone or "")).to_be_visible()
    await attach(tab, ann, "Another's contact")
    await answer(tab.page.get_by_role("dialog"), sue.name)
    await expect(seen.locator(".card").filter(has_text=sue.account.phone or "")).to_be_visible()

    await attach(tab, ann, "Poll")
    asked = tab.page.get_by_role("dialog")
    await asked.get_by_label("Question").fill("Which one?")
    await asked.get_by_label("Options").fill("The red one\nThe blue one")
    await answer(asked, "Send")
    poll = seen.locator(".poll")
    await expect(poll).to_contain_text("Which one?")
    await expect(poll.locator(".option")).to_have_text(["The red one", "The blue one"])


async def answer(dialog: Locator, button: str) -> None:
    """Press a button of a dialog, and see it close."""
    await dialog.get_by_role("button", name=button, exact=True).click()
    await expect(dialog).to_have_count(0)

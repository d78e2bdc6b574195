"""Reads an owner's own texts from `<language>.ftl` in TEXTS_DIR: a desk with a wrong one does not
start, and says everything that is wrong with it at once."""

from collections.abc import Mapping
from pathlib import Path

from bot.wording import read_texts
from core.model.texts import LANGUAGES


def load_texts(folder: Path, *, named: bool) -> tuple[Mapping[str, Mapping[str, str]], list[str]]:
    """Return the texts by language and key, and a line for each mistake. Where there is no file
    there are none; a folder that the owner `named` has to be there."""
    found: dict[str, Mapping[str, str]] = {}
    problems = _strange(folder)
    if named and not folder.is_dir():
        problems.append(f"TEXTS_DIR: {folder} is no folder")
    for language in LANGUAGES:
        path = folder / f"{language}.ftl"
        try:
            content = path.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except UnicodeDecodeError:
            problems.append(f"TEXTS_DIR: {path} cannot be read: it is no UTF-8")
            continue
        except OSError as error:
            problems.append(f"TEXTS_DIR: {path} cannot be read: {error.strerror}")
            continue
        found[language], mistakes = read_texts(content, language)
        problems += [f"{path.name}: {mistake}" for mistake in mistakes]
    return found, problems


def _strange(folder: Path) -> list[str]:
    """Return a line for each file of a language that the desk does not speak."""
    languages = ", ".join(LANGUAGES)
    return [
        f"TEXTS_DIR: {path.name} is of no language of the desk's: {languages}"
        for path in sorted(folder.glob("*.ftl"))
        if path.stem not in LANGUAGES
    ]

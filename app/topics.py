"""Reads topics and working hours from `topics.toml`: a desk with a wrong file does not start, and
says everything that is wrong with it at once."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.configuration.rules.topics import Reading
from core.model.configuration import Ground
from core.model.rules import Topic


class TopicsError(Exception):
    """The file cannot be used; `lines` has one line each: the file, the topic, what is wrong."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_topics(
    path: Path, time_zone: str, *, desks: bool = False, named: bool = False
) -> tuple[tuple[Topic, ...], Ground]:
    """Read the file's topics, at least one, and how they are written; where there is no file, those
    that a desk is delivered with: one for everything, or, with `desks` in the settings, four that
    are answered there.

    `named`: the owner names the file, which therefore has to be there. `time_zone` holds where the
    file names none. Raises TopicsError.
    """
    default = tomllib.loads(delivered_topics(desks=desks).read_text(encoding="utf-8"))
    given = _read(path)
    reading = Reading(path.name)
    if given is None and named:
        raise TopicsError([f"TOPICS_FILE: there is no file {path}"])
    ground = reading.ground(default if given is None else given, time_zone, default["topics"])
    topics = reading.topics(ground)
    if reading.mistakes:
        raise TopicsError(reading.problems)
    return topics, replace(ground, is_file=given is not None)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise TopicsError([f"TOPICS_FILE: {path} cannot be read: it is no UTF-8"]) from None
    except OSError as error:
        raise TopicsError([f"TOPICS_FILE: {path} cannot be read: {error.strerror}"]) from None
    except tomllib.TOMLDecodeError as error:
        raise TopicsError([f"{path.name} is not TOML: {error}"]) from None


def delivered_topics(*, desks: bool) -> Path:
    """Return the topics of a desk without a file of its own; `desks`: of one with staff groups."""
    return Path(__file__).with_name("desk_topics.toml" if desks else "topics.toml")

"""Defines every setting of Switchboard: name in the environment or `.env`, default and meaning.

`docs/settings.md` and `.env.example` are made from this model (`switchboard settings`); a check
holds them to it.
"""

from dataclasses import replace
from datetime import timedelta
from functools import cached_property
from math import ceil
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from app.errors import SettingsError
from app.ground_settings import GroundSettings
from app.own_texts import load_texts
from app.setting_words import (
    Count,
    Days,
    Hours,
    Minutes,
    Seconds,
    chat_id,
    chat_ids,
    group_ids,
    in_words,
    one_use,
    paths,
    zone,
)
from app.topics import TopicsError, load_topics
from core.model.configuration import Ground
from core.model.retention import LONGEST_KEPT
from core.model.rules import Budget, Rules, Topic


class Settings(GroundSettings):
    """Every setting, read from the environment, then from `.env` in the working folder."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    capacity: int = Field(6, ge=1, le=100, description="Most tickets at once of a new operator.")
    offer_minutes: Minutes = Field(
        15, gt=0, description="Minutes that a customer has to come into the room."
    )
    offer_reminder_minutes: Minutes = Field(
        5, ge=0, description="Minutes before the end of that time at which they are reminded."
    )
    answer_minutes: Minutes = Field(
        3,
        gt=0,
        description="Minutes that an operator has to say the first word after the customer came;"
        " then the ticket is offered to another.",
    )
    answer_reminder_minutes: Minutes = Field(
        1, ge=0, description="Minutes before the end of that time at which they are reminded."
    )
    nudge_minutes: Minutes = Field(
        10, gt=0, description="Minutes without an answer after which the operator is nudged."
    )
    ask_minutes: Minutes = Field(
        120,
        gt=0,
        description="Minutes in which nobody spoke, after which the customer is asked whether they"
        " still need help.",
    )
    close_minutes: Minutes = Field(
        60, gt=0, description="Minutes without an answer to that, after which the ticket is closed."
    )
    target_warning_percent: int = Field(
        80,
        ge=1,
        le=99,
        description="Percent of a target's time (topics' first_answer_minutes, resolution_minutes)"
        " after which who holds the ticket is warned.",
    )
    reopen_hours: Hours = Field(
        24,
        ge=0,
        description="Hours after its end in which a ticket may go on, under its number and if"
        " possible with who held it; 0: none does.",
    )
    unreachable_hours: Hours = Field(
        24,
        gt=0,
        description="Hours after which a ticket is ended whose customer has blocked the bot, or"
        " left Telegram, and could not be spoken with; they keep their place in line until then.",
    )
    topics_file: Path = Field(
        Path("topics.toml"),
        description="Topics, their titles, skills and working hours. Without such a file there is"
        " one topic for everything; with DESK_CHAT_IDS, four that are answered at those desks.",
    )
    texts_dir: Path = Field(
        Path("texts"),
        description="Folder of what the bot says to customers in words of your own: en.ftl, uk.ftl,"
        " ru.ftl, in Fluent; texts that are not there are as delivered.",
    )
    queue_when_closed: bool = Field(
        True,
        description="Whether requests outside working hours, or with nobody on shift, are taken"
        " into the queue.",
    )
    desk_chat_ids: Annotated[list[int], NoDecode] = Field(
        default_factory=list,
        description="Staff groups that serve one ticket each at a time, with commas; or say /desk"
        " in a group.",
    )
    overflow_chat_id: int | None = Field(
        None,
        lt=0,
        description="Staff group that takes any number of tickets while all desks are busy.",
    )
    desk_language: str = Field(
        "en",
        pattern="^(en|uk|ru)$",
        description="Language of what the bot writes in staff groups: en, uk or ru.",
    )
    forum_chat_id: int | None = Field(
        None,
        lt=0,
        description="Staff forum in which each customer, or each ticket, has a topic.",
    )
    thread_per: str = Field(
        "customer",
        pattern="^(customer|ticket)$",
        description="What a forum topic is made for: a customer, who keeps it, or each ticket.",
    )
    threads_a_minute: Count = Field(
        20, ge=1, description="Most forum topics that are made in a minute."
    )
    internal_prefix: str = Field(
        "//",
        min_length=1,
        max_length=16,
        description="What begins so in a forum topic stays among staff, as after /note.",
    )
    album_seconds: Seconds = Field(
        1.0, ge=0, description="Seconds to wait for an album's next part before it is carried on."
    )
    flood_messages: int = Field(
        60,
        ge=0,
        le=10_000,
        description="Messages of a customer in FLOOD_SECONDS; further ones are kept and not passed"
        " on until they pause for as long. 0: all are passed on.",
    )
    flood_seconds: int = Field(
        60, ge=1, le=3600, description="Seconds in which FLOOD_MESSAGES are too many."
    )
    room_title: str = Field(
        "Support",
        min_length=1,
        max_length=128,
        description="What a room without a ticket is called.",
    )
    room_pool: int = Field(1, ge=0, le=50, description="Proved empty rooms that are kept ready.")
    rooms_kept: Count = Field(
        50,
        ge=0,
        description="Most proved empty rooms that are kept for further tickets; older ones above"
        " that are deleted.",
    )
    room_budget: Count = Field(
        15, ge=0, description="Most new rooms a day for each user account; 50 are far too many."
    )
    account_chats: Count = Field(
        500, ge=1, description="Groups that a user account may be in: 500, or 1000 with Premium."
    )
    more_session_files: Annotated[list[Path], NoDecode] = Field(
        default_factory=list,
        description="Sessions of further user accounts, with commas; rooms go to the healthiest.",
    )
    supervisor_enters_silently: bool = Field(
        False, description="Whether a supervisor enters a room without a word by the bot."
    )
    service_level_seconds: Seconds = Field(
        60, gt=0, description="Seconds within which an answer counts as in time (service level)."
    )
    announcement_rate: int = Field(
        20, ge=1, le=30, description="Most people a second who are told an announcement."
    )
    file_megabytes: Count = Field(
        0,
        ge=0,
        description="Most megabytes of a file that is kept of a talk; 0: any. Of a bigger one the"
        " transcript says so.",
    )
    archive_chat_id: int | None = Field(
        None, description="Chat that the zip of each ended ticket is sent to."
    )
    archive_chat_gets: str = Field(
        "zips",
        pattern="^(zips|heads)$",
        description="What goes to that chat: `zips`, with all that was said, or `heads`: a line of"
        " each ticket without a name or a word, since a bot deletes nothing there after two days.",
    )
    records_key_file: Path | None = Field(
        None,
        description="Key by which each day's ledger of the record is signed; `switchboard"
        " transcripts key` makes it. Without it ledgers are not signed.",
    )
    phone_to_operators: bool = Field(
        False, description="Whether operators see the phone of those who wait."
    )
    conversation_to_customers: bool = Field(
        False, description="Whether customers may have a talk as PDF and text when it has ended."
    )
    time_zone: str = Field(
        "UTC",
        description="Local time of transcripts and of the days in statistics, as `Europe/Kyiv`.",
    )
    sweep_seconds: Seconds = Field(
        30,
        gt=0,
        description="Seconds between the scheduler's looks for stale offers and the queue.",
    )
    queue_status_minutes: Minutes = Field(
        5,
        gt=0,
        description="Minutes between two looks at whether operators must be told of the queue"
        " anew.",
    )
    bell_seconds: Seconds = Field(
        60,
        gt=0,
        description="Seconds between two bells of the queue for the same operator, at least.",
    )
    board_seconds: Seconds = Field(
        5, gt=0, description="Seconds between two changes of a supervisor's live board, at least."
    )
    room_pool_seconds: Seconds = Field(
        60, gt=0, description="Seconds between two looks at whether clean rooms are ready."
    )
    prune_minutes: Minutes = Field(
        60, gt=0, description="Minutes between two looks at what is kept long enough."
    )
    archive_minutes: Minutes = Field(
        10, gt=0, description="Minutes between two looks for ended tickets without a zip."
    )
    keep_days: Days = Field(
        7, ge=1, description="Days that handled updates and settled effects are kept."
    )
    retention_days: int = Field(
        0,
        ge=0,
        le=LONGEST_KEPT,
        description="Days after a ticket's end that what was said in it is kept, at least"
        " KEEP_DAYS; 0: for ever. A topic may have its own (keep_days). Nothing goes before a"
        " supervisor agreed.",
    )
    bot_rate: Count = Field(
        30, ge=0, description="Most bot messages a second in all; 0: none of our limits."
    )
    bot_burst: Count = Field(
        3, ge=1, description="Bot messages to one person that may go at once; one a second in time."
    )
    bot_group_rate: Count = Field(20, ge=1, description="Most bot messages a minute to one group.")
    userbot_rate: Count = Field(
        5, ge=0, description="Most actions a second by the user account; 0: no limit of ours."
    )
    log_level: str = Field(
        "INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged."
    )
    log_json: bool = Field(False, description="Log lines as JSON, for collectors.")

    _chat_ids = field_validator("desk_chat_ids", mode="before")(group_ids)
    _desks = field_validator("desk_chat_ids")(chat_ids)
    _group = field_validator("overflow_chat_id", "forum_chat_id", "archive_chat_id")(chat_id)
    _one_use = field_validator("overflow_chat_id", "forum_chat_id")(one_use)
    _paths = field_validator("more_session_files", mode="before")(paths)
    _zone = field_validator("time_zone")(zone)

    @property
    def has_no_account(self) -> bool:
        """Whether the desk is to work with the staff's groups alone, without a user account."""
        groups = (*self.desk_chat_ids, self.overflow_chat_id, self.forum_chat_id)
        return self.api_id is None and self.api_hash is None and any(groups)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What tickets may be about, by the file. Raises SettingsError."""
        return self._files[0]

    @property
    def ground(self) -> Ground:
        """What holds without the page, as it is written. Raises SettingsError."""
        return self._files[1]

    @cached_property
    def _files(self) -> tuple[tuple[Topic, ...], Ground]:
        texts, lines = load_texts(self.texts_dir, named="texts_dir" in self.model_fields_set)
        try:
            topics, ground = load_topics(
                self.topics_file,
                self.time_zone,
                desks=bool(self.desk_chat_ids),
                named="topics_file" in self.model_fields_set,
            )
        except TopicsError as error:
            raise SettingsError([*error.lines, *lines]) from None
        if lines:
            raise SettingsError(lines)
        return topics, replace(ground, texts=texts)

    @property
    def keep(self) -> timedelta:
        """How long what is done with is kept."""
        return timedelta(days=self.keep_days)

    def rules(self, *, userbot_id: int = 0, userbot_ids: frozenset[int] = frozenset()) -> Rules:
        """The owner's choices as the use cases need them. Raises SettingsError for wrong topics."""
        return Rules(
            topics=self.topics,
            capacity=self.capacity,
            offer_lasts=timedelta(minutes=self.offer_minutes),
            offer_reminder=timedelta(minutes=self.offer_reminder_minutes),
            answer_within=timedelta(minutes=self.answer_minutes),
            answer_reminder=timedelta(minutes=self.answer_reminder_minutes),
            nudge_after=timedelta(minutes=self.nudge_minutes),
            ask_after=timedelta(minutes=self.ask_minutes),
            close_after=timedelta(minutes=self.close_minutes),
            target_warning=self.target_warning_percent / 100,
            reopen_within=timedelta(hours=self.reopen_hours),
            unreachable_for=timedelta(hours=self.unreachable_hours),
            queue_when_closed=self.queue_when_closed,
            room_title=self.room_title,
            room_pool=self.room_pool,
            rooms_kept=self.rooms_kept,
            budget=Budget(rooms_a_day=self.room_budget, chats=self.account_chats),
            bot_id=self.bot_id,
            userbot_id=userbot_id,
            userbot_ids=userbot_ids,
            phone_to_operators=self.phone_to_operators,
            conversation_to_customers=self.conversation_to_customers,
            supervisor_enters_silently=self.supervisor_enters_silently,
            service_level=timedelta(seconds=self.service_level_seconds),
            announcement_rate=self.announcement_rate,
            keep_days=self.retention_days,
            keep_at_least=ceil(self.keep_days),
            most_file=self.file_megabytes * 1_000_000 or None,
            archive_chat_id=self.archive_chat_id,
            archive_heads_only=self.archive_chat_gets == "heads",
            thread_per_customer=self.thread_per == "customer",
            desk_language=self.desk_language,
            threads_a_minute=self.threads_a_minute,
            internal_prefix=self.internal_prefix,
            album_wait=timedelta(seconds=self.album_seconds),
            time_zone=self.time_zone,
            bell_every=timedelta(seconds=self.bell_seconds),
            board_every=timedelta(seconds=self.board_seconds),
            web_address=self.web_address,
            flood_messages=self.flood_messages,
            flood_within=timedelta(seconds=self.flood_seconds),
            reports_to_private=self.webhooks_private_addresses,
        )

    def require(self, *names: str) -> None:
        """Raise SettingsError naming each of these settings that is not set."""
        missing = [name for name in names if getattr(self, name) is None]
        if missing:
            fields = type(self).model_fields
            raise SettingsError(
                [f"{name.upper()} is not set. {fields[name].description}" for name in missing]
            )


def load_settings(**overrides: Any) -> Settings:
    """Read settings from the environment and `.env`.

    Raises SettingsError with one line for each setting that cannot be used, or each thing that is
    wrong with the topics; values of settings are never shown, they may be secrets.
    """
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        problems = error.errors(include_input=False)
        lines = [f"{str(each['loc'][0]).upper()} is wrong: {in_words(each)}" for each in problems]
        raise SettingsError(lines) from None
    _ = settings.topics  # wrong ones stop the start, not the first customer
    return settings

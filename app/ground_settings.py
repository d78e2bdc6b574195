"""Settings of what the desk stands on: Telegram, the database, folders, addresses to listen on."""

from pathlib import Path
from socket import gethostname
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode

from app.setting_words import (
    host_port,
    http_address,
    of_sandbox,
    page_address,
    people,
    person_ids,
    public_address,
    redis_address,
    secret_token,
    token,
)


class GroundSettings(BaseSettings):
    """The first part of `app.settings.Settings`, in the order in which they are documented."""

    bot_token: SecretStr | None = Field(
        None, description="The bot's token, as @BotFather gives it: `<id>:<secret>`."
    )
    api_id: int | None = Field(
        None,
        gt=0,
        lt=1 << 31,
        description="The user account's application id, from my.telegram.org.",
    )
    api_hash: SecretStr | None = Field(
        None, description="The user account's application hash, from my.telegram.org."
    )
    session_file: Path = Field(
        Path("userbot.session"),
        description="Where the user account's session is kept (made 0600 by `switchboard login`).",
    )
    host_name: str | None = Field(
        None,
        min_length=1,
        max_length=100,
        description="What this machine is called, where several run the desk: each login of a user"
        " account belongs to one of them. The machine's own name unless set.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="`postgresql://user:password@host/name` in production; a SQLite file"
        " `switchboard.db` in the working folder when nothing is set.",
    )
    database_direct_url: SecretStr | None = Field(
        None,
        description="The same PostgreSQL past the pooler that DATABASE_URL leads through: notices"
        " (LISTEN) need a connection that stays. DATABASE_URL unless set.",
    )
    redis_url: SecretStr | None = Field(
        None,
        description="`redis://host:6379/0`: keeps the step that a person is at in Redis; in the"
        " database when nothing is set.",
    )
    logs_dir: Path = Field(
        Path("logs"), description="Folder of the transcripts: `<customer id>/transcript.txt`."
    )
    uploads_dir: Path | None = Field(
        None,
        description="Folder of files that staff sends from the page, until they are sent: the page"
        " writes there, the bot reads. `uploads` in LOGS_DIR unless set.",
    )
    supervisors: Annotated[list[int], NoDecode] = Field(
        default_factory=list,
        description="Telegram ids of the first supervisors, with commas; added to staff at start.",
    )
    bot_api_url: str | None = Field(
        None,
        description="A Bot API server other than Telegram's: your own, of Bot API 10.3 at least, or"
        " the sandbox.",
    )
    mtproto_server: str | None = Field(
        None,
        description="`host:port` of an MTProto server that is not Telegram's; the data centres that"
        " it names are used too.",
    )
    mtproto_public_key: Path | None = Field(
        None, description="PEM file with that MTProto server's public RSA key."
    )
    sandbox_clock: Path | None = Field(
        None,
        description="File with the seconds that the sandbox's clock is ahead, as `switchboard play`"
        " writes it; only with the sandbox's BOT_API_URL.",
    )
    webhook_url: str | None = Field(
        None,
        description="Public https address for updates; long polling when nothing is set.",
    )
    webhook_secret: SecretStr | None = Field(
        None, description="Secret token that Telegram must send with each webhook call."
    )
    webhook_listen: str = Field(
        "127.0.0.1:8080", description="`host:port` on which webhook calls are taken."
    )
    web_listen: str | None = Field(
        None,
        description="`host:port` on which the page for staff is served, as `127.0.0.1:8090`; no"
        " page when nothing is set.",
    )
    web_url: str | None = Field(
        None,
        description="Address at which staff reach that page, https:// behind a proxy of yours;"
        " `http://` and WEB_LISTEN unless set.",
    )
    api_per_minute: int = Field(
        300,
        ge=1,
        le=100_000,
        description="How often each token may ask the API in a minute (docs/api.md); it is served"
        " with the page.",
    )

    webhooks_key_file: Path = Field(
        Path("webhooks.key"),
        description="File with the key that the webhooks' secrets are made of; made, 0600, with the"
        " first webhook. Keep it apart from the database and its backups.",
    )
    webhooks_private_addresses: bool = Field(
        False,
        description="Whether events may be posted to addresses of this machine and of private"
        " networks, and there without TLS.",
    )

    _ids = field_validator("supervisors", mode="before")(person_ids)
    _people = field_validator("supervisors")(people)
    _token = field_validator("bot_token")(token)
    _secret = field_validator("webhook_secret")(secret_token)
    _host_port = field_validator("mtproto_server", "webhook_listen", "web_listen")(host_port)
    _http = field_validator("bot_api_url")(http_address)
    _web = field_validator("web_url")(page_address)
    _public = field_validator("webhook_url")(public_address)
    _redis = field_validator("redis_url")(redis_address)
    _clock = field_validator("sandbox_clock")(of_sandbox)

    @property
    def plain_token(self) -> str:
        """The bot's token as it is; empty unless set."""
        return self.bot_token.get_secret_value() if self.bot_token else ""

    @property
    def bot_id(self) -> int:
        """The number before the token's colon; 0 without a token."""
        return int(self.plain_token.partition(":")[0] or 0)

    @property
    def database(self) -> str:
        """The database's URL, SQLite in the working folder unless set."""
        url = self.database_url
        return url.get_secret_value() if url else "sqlite+aiosqlite:///switchboard.db"

    @property
    def host(self) -> str:
        """What this machine is called."""
        return self.host_name or gethostname()

    @property
    def direct_database(self) -> str:
        """The database's URL for what needs connections that stay."""
        url = self.database_direct_url
        return url.get_secret_value() if url else self.database

    @property
    def uploads(self) -> Path:
        """Where files lie that staff sends from the page."""
        return self.uploads_dir or self.logs_dir / "uploads"

    @property
    def web_address(self) -> str | None:
        """Where staff reach the page; None: there is none."""
        return None if self.web_listen is None else self.web_url or f"http://{self.web_listen}"

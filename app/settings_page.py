"""Prints the settings' model as `docs/settings.md` and as `.env.example`."""

from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from app.settings import Settings

HEAD = """# Settings

Read from the environment, then from `.env` in the working folder. This page is made from the
settings model (`switchboard settings --markdown`); `make check` refuses a page that is not true.

| setting | default | meaning |
|---|---|---|
"""


def _default(field: FieldInfo) -> str:
    return in_environment(field.get_default(call_default_factory=True))


def in_environment(value: Any) -> str:
    """A setting's value as one writes it; a secret is not shown."""
    if value is None or isinstance(value, SecretStr):
        return ""
    if isinstance(value, list):
        return ",".join(str(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def markdown() -> str:
    """Return the page `docs/settings.md`."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = f"`{_default(field)}`" if _default(field) else ""
        rows.append(f"| `{name.upper()}` | {default} | {field.description} |")
    return HEAD + "\n".join(rows) + "\n"


def env_example() -> str:
    """Return the file `.env.example`: what has no default is to be filled in or left empty."""
    lines = ["# Copy to .env and fill in. Meaning and defaults of everything: docs/settings.md", ""]
    for name, field in Settings.model_fields.items():
        default = _default(field)
        lines.append(f"# {field.description}")
        lines.append(f"#{name.upper()}={default}" if default else f"{name.upper()}=")
        lines.append("")
    lines.append("# Of docker-compose.yml alone: its PostgreSQL's password, in letters and digits.")
    lines.append("POSTGRES_PASSWORD=")
    return "\n".join(lines) + "\n"

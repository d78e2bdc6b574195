"""Runs `switchboard`, as `python -m app` does too."""

import sys

from app import health


def main() -> None:
    """Run a command. A health check, which is asked every minute, does not load the others."""
    asked = health.asked_for(sys.argv[1:])
    if asked is not None:
        part, quiet = asked
        sys.exit(health.check(part, quiet=quiet))
    from app.cli import main as run_command

    run_command()


if __name__ == "__main__":
    main()

"""Runs `switchboard`, as `python -m app` does too."""

import sys

from app import health


def main() -> None:
    """Run a command. A health check, which is asked every minute, does not load the others."""
    requested = health.requested(sys.argv[1:])
    if requested is not None:
        part, quiet = requested
        sys.exit(health.check(part, quiet=quiet))
    from app.cli import main as run_command

    run_command()


if __name__ == "__main__":
    main()

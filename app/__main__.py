"""`python -m app` is `switchboard`."""

from app.cli import main

main()

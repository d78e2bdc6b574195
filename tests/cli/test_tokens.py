"""`switchboard tokens`."""

import sqlite3

from core.access.rules import key_of
from db.migrations import upgrade
from tests.cli.conftest import Command
from tests.support.databases import Databases, run_apart


def test_an_owner_makes_lists_and_revokes_tokens(
    switchboard: Command, databases: Databases
) -> None:
    url = databases.empty("sqlite")
    run_apart(lambda: upgrade(url))
    settings = {"DATABASE_URL": url}
    assert switchboard("tokens", "list", **settings).said == "There are no tokens yet.\n"
    made = switchboard("tokens", "add", "CRM", "--rights", "read,write", "--days", "30", **settings)
    secret = made.out.strip()
    assert secret.startswith("swb_")
    with sqlite3.connect(url.partition("///")[2]) as database:
        [[key]] = database.execute("SELECT key FROM api_tokens").fetchall()
    assert key == key_of(secret)
    listed = switchboard("tokens", "list", **settings).out
    assert "CRM" in listed
    assert "read,write" in listed
    assert secret not in listed
    again = switchboard("tokens", "add", "CRM", **settings)
    assert (again.code, again.out) == (1, "")
    assert "called CRM already" in again.err
    assert switchboard("tokens", "add", "x", "--rights", "all", **settings).code == 2
    assert "no more" in switchboard("tokens", "revoke", "CRM", **settings).out
    assert "revoked" in switchboard("tokens", "list", **settings).out
    assert switchboard("tokens", "revoke", "CRM", **settings).code == 1
    databases.drop(url)

"""`switchboard webhooks`, and what the doctor says of them."""

import sqlite3
from pathlib import Path

from db.migrations import upgrade
from tests.cli.conftest import Command
from tests.support.databases import Databases, run_apart


def test_an_owner_keeps_webhooks_and_the_doctor_looks_at_them(
    switchboard: Command, databases: Databases, tmp_path: Path
) -> None:
    url = databases.empty("sqlite")
    run_apart(lambda: upgrade(url))
    settings = {"DATABASE_URL": url}
    assert switchboard("webhooks", "list", **settings).said == "There is no webhook.\n"
    refused = switchboard("webhooks", "add", "https://10.0.0.1/hook", **settings)
    assert refused.code == 1
    assert "WEBHOOKS_PRIVATE_ADDRESSES" in refused.err
    address = "https://crm.example.com/hook?token=hidden"
    made = switchboard("webhooks", "add", address, "--event", "ticket.closed", **settings)
    (secret,) = [line for line in made.out.splitlines() if line.startswith("whsec_")]
    key = tmp_path / "webhooks.key"
    assert key.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(url.partition("///")[2]) as database:
        assert secret.removeprefix("whsec_") not in "\n".join(database.iterdump())
    listed = switchboard("webhooks", "list", **settings).out
    assert address in listed
    assert secret not in listed
    rotated = switchboard("webhooks", "rotate", "1", **settings).out
    assert "whsec_" in rotated
    assert secret not in rotated
    doctor = switchboard("doctor", **settings).out
    assert "webhook 1 (https://crm.example.com/…): nothing was posted there yet" in doctor
    key.write_text("00" * 32)
    assert "is not the key" in switchboard("doctor", **settings).out
    assert switchboard("webhooks", "off", "1", **settings).code == 0
    assert "is switched off" in switchboard("doctor", **settings).out
    assert switchboard("webhooks", "on", "1", **settings).code == 0
    assert switchboard("webhooks", "again", "1", **settings).out == "Posted again: 0.\n"
    assert "is removed" in switchboard("webhooks", "remove", "1", **settings).out
    assert switchboard("webhooks", "remove", "1", **settings).code == 1
    listed = switchboard("audit", "list", **settings).out
    assert "hidden" not in listed
    databases.drop(url)

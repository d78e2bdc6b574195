"""When the Bot API counts as away, whatever comes in which order."""

from structlog.testing import capture_logs

from bot.outage import Outage

AWAY = OSError()


def test_what_was_begun_before_says_nothing_about_now() -> None:
    outage = Outage()
    with capture_logs() as logs:
        early = outage.era
        assert outage.missed(early, 1, AWAY, "Bad Gateway")
        outage.answered(early)  # it had got through just before
        during = outage.era
        assert outage.missed(during, 1, AWAY, "Bad Gateway")
        outage.answered(during)
        assert outage.missed(during, 2, AWAY, "Bad Gateway"), "its try was one of those in vain"
    assert [(line["event"], line.get("reason"), line.get("tries")) for line in logs] == [
        ("Telegram's Bot API does not answer", "Bad Gateway", None),
        ("Telegram's Bot API does not answer: over", None, 2),
    ]

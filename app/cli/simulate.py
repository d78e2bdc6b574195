"""Tries the desk's routing with other people, hours or customers: `switchboard simulate`."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console

from app.errors import CommandError
from core.routing.choose import Policy

if TYPE_CHECKING:
    from app.simulation.runs import Scenario
    from core.model.rules import Rules
    from core.simulation.days import Days
    from core.simulation.rules.teams import Team

T = TypeVar("T")

DAY = 86_400.0
A_MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
"""Days that never were begin then."""

CAPACITY = 6
TARGET = "1m"
RUNS, MOST_RUNS = 20, 400


def _option(panel: str, words: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=words, rich_help_panel=panel, **more)


_CUSTOMERS, _STAFF, _DATABASE = "Who comes", "Who answers", "Days of the database"
Rate = Annotated[
    str,
    _option(_CUSTOMERS, "Tickets an hour: one number, or by hours of the day: '9-12:40 12-18:25'."),
]
Handle = Annotated[
    str,
    _option(_CUSTOMERS, "Mean handle time: 8m; or '8m constant', '8m lognormal 0.7' (variation)."),
]
Patience = Annotated[
    str, _option(_CUSTOMERS, "How long they wait for an offer, on average; or never.")
]
Comes = Annotated[str, _option(_CUSTOMERS, "From the offer until they are in the room.")]
Topics = Annotated[
    list[str] | None,
    _option(_CUSTOMERS, "A topic and its share: 'billing 0.3 skill=billing priority=1'. Several."),
]
Returning = Annotated[
    float, _option(_CUSTOMERS, "Share of those who were there within a day.", min=0, max=1)
]
Operators = Annotated[int, _option(_STAFF, "How many, all the time.", min=1)]
Capacity = Annotated[
    int | None,
    _option(_STAFF, f"Tickets at once, of each: {CAPACITY}; of the database: as they have.", min=1),
]
Teams = Annotated[
    list[str] | None,
    _option(
        _STAFF,
        "'3 09:00-17:00 mon-fri capacity=4 skills=billing', in place of --operators; in addition to"
        " those of the database. Several.",
        "--team",
    ),
]
Chosen = Annotated[Policy, _option(_STAFF, "Who is preferred of those who fit.")]
WrapUp = Annotated[str, _option(_STAFF, "Time after a talk that keeps the slot, on average.")]
Missed = Annotated[
    float, _option(_STAFF, "Share of offers not answered in time by whom they go to.", max=0.9)
]
Target = Annotated[
    str | None,
    _option(
        _STAFF, f"Answered within that is in time: {TARGET}; of the database SERVICE_LEVEL_SECONDS."
    ),
]
FromDatabase = Annotated[
    bool,
    _option(
        _DATABASE,
        "Play days again that were: the same customers, and those who worked.",
        "--from-database",
    ),
]
Which = Annotated[
    str | None, _option(_DATABASE, "Which, as behind /stats; else the seven before today.")
]
Without = Annotated[
    list[int] | None, _option(_DATABASE, "The id of somebody who does not work. Several.")
]
Alone = Annotated[bool, _option(_DATABASE, "Nobody works but the teams.", "--teams-alone")]
Runs = Annotated[
    int | None,
    typer.Option(help=f"Independent runs: {RUNS}; {MOST_RUNS} at most of each to --check.", min=1),
]
Png = Annotated[
    Path | None, typer.Option(help="Where a picture of the first run goes.", dir_okay=False)
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Compare with Erlang C and A: exit status 1 beyond 3%."),
]


def simulate(
    rate: Rate = "45",
    handle: Handle = "20m",
    patience: Patience = "15m",
    comes: Comes = "0",
    topic: Topics = None,
    returning: Returning = 0.0,
    operators: Operators = 3,
    capacity: Capacity = None,
    team: Teams = None,
    policy: Chosen = Policy.LEAST_LOAD,
    wrap_up: WrapUp = "0",
    missed: Missed = 0.0,
    target: Target = None,
    from_database: FromDatabase = False,
    period: Which = None,
    without: Without = None,
    teams_alone: Alone = False,
    days: Annotated[float, typer.Option(help="Of a run, after one not counted.", min=0.1)] = 7.0,
    runs: Runs = None,
    seed: Annotated[int, typer.Option(help="The same one brings the same runs.")] = 1,
    jobs: Annotated[int | None, typer.Option(help="Processes; all to --check.", min=1)] = None,
    png: Png = None,
    check: Check = False,
) -> None:
    """Try the routing that is at work with other people, hours or customers; a week takes a moment.

    What each figure means: docs/simulate.md.
    """
    how = _How(runs, seed, jobs or (os.cpu_count() if check else None) or 1, png)
    if check:
        sys.exit(0 if _agrees(how) else 1)
    from app.simulation import words

    teams = tuple(_read(lambda one: words.team(one, capacity or CAPACITY), team or ()))
    within = None if target is None else timedelta(seconds=_one(words.span, target))
    if from_database:
        from core.simulation.rules.teams import Change

        left_out = frozenset(without or ())
        change = Change(capacity, left_out, teams, teams_alone, policy)
        _play_again(change, period, within, how)
        return
    from core.simulation.rules.chance import GENERAL, Demand
    from core.simulation.rules.teams import Team

    topics, shares = _one(words.topics, topic or ())
    demand = Demand(
        _one(words.rates, rate),
        _one(words.spans, handle),
        _one(words.spans, patience),
        _one(words.spans, comes),
        wrap_up=_one(words.spans, wrap_up),
        topics=shares or {GENERAL: 1.0},
        misses=missed,
        returning=returning,
    )
    staff = teams or (Team(operators, capacity or CAPACITY),)
    within = within or timedelta(seconds=words.span(TARGET))
    _play(_scenario(demand, staff, topics, policy, days, within), how)


@dataclass(frozen=True, slots=True)
class _How:
    runs: int | None
    seed: int
    jobs: int
    png: Path | None


def _one(read: Callable[[Any], T], words: Any) -> T:
    try:
        return read(words)
    except ValueError as error:
        raise CommandError(str(error)) from None


def _read(read: Callable[[str], T], given: Iterable[str]) -> Iterable[T]:
    return [_one(read, each) for each in given]


def _scenario(
    demand: Any,
    teams: "tuple[Team, ...]",
    topics: dict[str, Any],
    policy: Policy,
    days: float,
    within: timedelta,
) -> "Scenario":
    from app.simulation.runs import Scenario
    from core.simulation.rules.plan import Plan
    from core.simulation.rules.teams import members_of

    lasts = (days + 1) * DAY
    members = members_of(teams, A_MONDAY, lasts, "UTC")
    plan = Plan(A_MONDAY, lasts, members, topics, policy, warm_up=DAY)
    return Scenario(plan, demand, within)


def _play(scenario: "Scenario", how: _How) -> None:
    """Play days that never were, and show what came of it."""
    from app.simulation import tables
    from app.simulation.runs import played

    runs = how.runs or RUNS
    begun = perf_counter()
    found = played(scenario, runs, how.seed, how.jobs)
    took = perf_counter() - begun
    console = Console(highlight=False)
    target = tables.clock(scenario.within.total_seconds())
    console.print(tables.figures([("simulated", found.figures)], target))
    console.print(tables.operators(found.shares))
    span = runs * scenario.plan.lasts
    _say(console, runs, span, took)
    _draw(scenario, how, console)


def _play_again(change: Any, period: str | None, within: timedelta | None, how: _How) -> None:
    """Play days that were, and show them beside what really was."""
    from dataclasses import replace

    from app.settings import load_settings
    from app.simulation import tables
    from app.simulation.again import answer, scenario
    from core.simulation.days import Asked

    settings = load_settings()
    days, rules = asyncio.run(_days(settings, period))
    if within is not None:
        rules = replace(rules, service_level=within)
    asked = Asked(days, rules, change, how.runs or RUNS, how.seed)
    if not asked.days.facts.entered:
        raise CommandError("No ticket was opened on those days, nor routed to anybody.")
    begun = perf_counter()
    found = answer(asked, how.jobs)
    took = perf_counter() - begun
    columns: list[tuple[str, Any]] = [
        ("really", found.real),
        ("played again", found.again.figures),
    ]
    last = found.again
    if found.otherwise is not None:
        last = found.otherwise
        columns.append(("otherwise", last.figures))
    console = Console(highlight=False)
    which = days.period
    console.print(f"{which.first:%Y-%m-%d} – {which.last:%Y-%m-%d}")
    console.print(tables.figures(columns, tables.clock(rules.service_level.total_seconds())))
    console.print(tables.operators(last.shares))
    if asked.days.left_out:
        console.print(f"Left out, since they waited for a desk: {asked.days.left_out} tickets.")
    whole = scenario(asked, change if asked.is_changed else None)
    count = asked.runs * (2 if asked.is_changed else 1)
    _say(console, count, count * whole.plan.lasts, took)
    _draw(whole, how, console, which.zone)


async def _days(settings: Any, words: str | None) -> "tuple[Days, Rules]":
    """Read the days that were asked for, and the owner's choices now. Raises CommandError when they
    are not understood."""
    from app.container import new_marker, open_existing
    from core.ports import Work
    from core.simulation.days import days
    from core.statistics.rules import periods
    from db.board import SqlBoard

    async with (
        open_existing(settings) as container,
        SqlBoard(container.database).looking() as look,
    ):
        rules = container.live.rules(settings.rules())
        work = Work(look.uow, container.clock(), rules, new_marker)
        zone = rules.time_zone
        if words is None:
            yesterday = periods.yesterday(work.now, zone).last
            first = yesterday - timedelta(days=periods.WEEK - 1)
            chosen = periods.between(first, yesterday, work.now, zone)
        else:
            chosen = periods.read(words, work.now, zone)
        if chosen is None:
            raise CommandError(
                f"--period: {words} is not understood: write week, 2026-11-01 or two such days."
            )
        return await days(work, chosen), rules


def _agrees(how: _How) -> bool:
    """Compare with theory, trial by trial."""
    from app.simulation import tables
    from app.simulation.check import check
    from app.simulation.runs import players

    console = Console(highlight=False)
    agrees = True
    with players(how.jobs) as each:
        for found in check(each, how.seed, how.runs or MOST_RUNS):
            console.print(tables.verdict(found))
            agrees = agrees and found.is_within
    console.print("All within 3%." if agrees else "Not all within 3%.")
    return agrees


def _say(console: Console, runs: int, span: float, took: float) -> None:
    console.print(
        f"{runs} runs, {span / DAY:,.0f} days in {took:.1f} s:"
        f" {span / took:,.0f} times faster than real time."
    )


def _draw(scenario: "Scenario", how: _How, console: Console, zone: str = "UTC") -> None:
    if how.png is None:
        return
    from app.simulation import tables
    from app.simulation.runs import course_of
    from bot.carriers.drawing import draw

    picture = draw(tables.picture("The first run", *course_of(scenario, how.seed, zone)))
    try:
        how.png.write_bytes(picture)
    except OSError as error:
        raise CommandError(f"--png: {error.strerror}: {how.png}") from None
    console.print(f"The picture: {how.png}")

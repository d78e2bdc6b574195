"""What every test may ask for: databases, a Redis, and no way out of this machine."""

import os
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import settings
from redis import Redis
from sqlalchemy.engine import URL

from app.collector import collect_seldom, tune_collector
from tests.support.databases import Backend, Databases
from tests.support.either import both
from tests.support.forks import share_server
from tests.support.servers import POSTGRES, postgres_server, redis_server

__all__ = ["both"]  # a fixture

HERE = Path(__file__).parent
GUARD = HERE / "support" / "guard"


SERVERS = ExitStack()
"""What the workers of a run share, held by the process that started them."""


def pytest_configure(config: pytest.Config) -> None:
    """Let every Python that a test starts refuse connections beyond this machine, and several
    workers use one PostgreSQL and one server of forks."""
    paths = [str(GUARD), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
    # A machine that is busy with other tests is no failure.
    settings.register_profile("untimed", parent=settings(), deadline=None)
    settings.load_profile("untimed")
    # structlog's own way draws what every function of a traceback knew: half a second for each.
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure([structlog.processors.add_log_level, plain])
    collect_seldom()  # as the desk itself does: a tenth less work for the whole of the tests
    # Each client reads the list of authorities, which takes longer than most tests; nobody here
    # speaks TLS.
    ssl.create_default_context = cache(ssl.create_default_context)  # type: ignore[assignment]
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        address = SERVERS.enter_context(postgres_server())
        os.environ[POSTGRES] = address.render_as_string(hide_password=False)
        share_server()


def pytest_unconfigure() -> None:
    """End what the workers shared."""
    SERVERS.close()


def pytest_collection_finish() -> None:
    """Leave alone what is loaded: the looks at the end of all tests would take a second."""
    tune_collector()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones, and let a second worker begin with those that share a browser.

    A worker's share is a part of the whole in its order, and what others take over from it is taken
    from the end: so one worker alone starts a browser, and nobody waits for a long one in the end.
    """
    long = [item for item in items if item.get_closest_marker("long")]
    in_browser = [item for item in items if "browser" in item.path.relative_to(HERE).parts]
    first = {*long, *in_browser}
    rest = [item for item in items if item not in first]
    share = len(items) // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = long + rest
    items[share:share] = in_browser


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Where databases come from; PostgreSQL starts when the first one of its own is wanted."""
    with ExitStack() as servers:

        @cache
        def postgres() -> URL:
            return servers.enter_context(postgres_server())

        made = Databases(tmp_path_factory.mktemp("databases"), postgres)
        yield made
        made.drop_templates()


@pytest.fixture
def database_url(database_backend: Backend, databases: Databases) -> Iterator[str]:
    """An empty database of this test's own, as an address for SQLAlchemy's async engine."""
    url = databases.empty(database_backend)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def redis_address() -> Iterator[str]:
    """A running Redis, without the number of a database."""
    with redis_server() as address:
        yield address


@pytest.fixture
def redis_url(redis_address: str, worker_id: str) -> str:
    """An empty Redis database that no other test uses at this moment."""
    number = int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0
    url = f"{redis_address.rstrip('/')}/{number}"
    with Redis.from_url(url) as connection:
        connection.flushdb()
    return url

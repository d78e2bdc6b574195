"""Asks whatever the description allows, and more, and finds nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.api.conftest import NEWCOMERS, SECRET, Served

EXAMPLES = 100
HALVES = {  # for two workers
    "first": (
        *("GET /tickets", "GET /tickets/{number}", "GET /tickets/{number}/messages"),
        *("GET /queue", "POST /tickets/{number}/messages"),
    ),
    "second": (
        *("GET /tickets/{number}/files/{message}", "GET /customers", "GET /customers/{id}"),
        *("GET /operators", "GET /statistics/days", "POST /tickets"),
    ),
}


@pytest.mark.parametrize("half", HALVES)
def test_nothing_is_found_by_asking_whatever_can_be_asked(half: str, served: Served) -> None:
    import schemathesis  # takes a while, and only here

    schema = schemathesis.openapi.from_url(f"{served.address}/api/v1/openapi.json")

    @schema.auth()
    class Token:
        """What every program names."""

        def get(self, case: Any, context: Any) -> str:
            return f"Bearer {SECRET}"

        def set(self, case: Any, data: str, context: Any) -> None:
            case.headers["Authorization"] = data

    found = {
        op.label.replace("/api/v1", ""): op for op in map(_described, schema.get_all_operations())
    }
    assert set(found) == {label for some in HALVES.values() for label in some}
    with requests.Session() as session:
        for operation in map(found.__getitem__, HALVES[half]):
            answers = _ask(operation, served, session)
            assert answers.total() >= EXAMPLES, operation.label
            assert _succeeded(answers), (operation.label, answers)


def _described(found: Any) -> Any:
    return found.ok()


def _ask(operation: Any, served: Served, session: requests.Session) -> Counter[int]:
    """Ask many times; how often each status was answered."""
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi.checks import ignored_auth

    answers: Counter[int] = Counter()
    tokens = operation.schema.auth
    right = operation.as_strategy(GenerationMode.POSITIVE, auth_storage=tokens)
    cases = [right.flatmap(lambda case: _with_real_ids(case, served))]
    if operation.path_parameters or operation.query or operation.body:
        cases.append(operation.as_strategy(GenerationMode.NEGATIVE, auth_storage=tokens))

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(case=st.one_of(cases))
    def ask(case: Any) -> None:
        response = case.call(session=session)
        # That nothing is told without a token is tried once: each time it takes two more calls.
        known = () if not _succeeded(answers) else (ignored_auth,)
        answers[response.status_code] += 1
        case.validate_response(response, excluded_checks=known)

    ask()
    return answers


def _succeeded(answers: Counter[int]) -> bool:
    return any(200 <= status < 300 for status in answers)


def _with_real_ids(case: Any, served: Served) -> st.SearchStrategy[Any]:
    """The same, and with what there is."""
    paths: Sequence[dict[str, int]] = {
        "number": [{"number": one} for one in served.tickets],
        "message": [{"number": one, "message": row} for one, row in served.files],
        "id": [{"id": one} for one in served.customers],
    }.get(next(reversed(case.path_parameters or {"": 0})), [])
    bodies = [
        {"customer": one, "topic": topic}
        for one in NEWCOMERS
        for topic in ("bugs", "plans")
        if case.operation.label == "POST /api/v1/tickets"
    ]

    def filled(path: dict[str, int], body: dict[str, Any]) -> Any:
        case.path_parameters = {**(case.path_parameters or {}), **path}
        if body:
            case.body = {**case.body, **body}
        return case

    return st.builds(filled, st.sampled_from([{}, *paths]), st.sampled_from([{}, *bodies]))

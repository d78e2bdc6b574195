"""Asks whatever the description allows, and more, and finds nothing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.api.conftest import SECRET, Served

EXAMPLES = 100
ONES = {  # of which the ids that there are are asked for, too
    "first half": ("/tickets", "/tickets/{number}", "/tickets/{number}/messages", "/queue"),
    "second half": (
        "/tickets/{number}/files/{message}",
        "/customers",
        "/customers/{id}",
        "/operators",
        "/statistics/days",
    ),
}


@pytest.mark.parametrize("half", ONES)
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

    found = {op.label: op for op in map(_described, schema.get_all_operations())}
    asked = [op for op in found.values() if op.path.removeprefix("/api/v1") in ONES[half]]
    everywhere = {op.path.removeprefix("/api/v1") for op in found.values()}
    assert everywhere == {path for some in ONES.values() for path in some}
    with requests.Session() as session:
        for operation in asked:
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
    """What there is, half of the time."""
    real: Sequence[dict[str, int]] = {
        "number": [{"number": one} for one in served.tickets],
        "message": [{"number": one, "message": row} for one, row in served.files],
        "id": [{"id": one} for one in served.customers],
    }.get(next(reversed(case.path_parameters or {"": 0})), [])

    def filled(ids: dict[str, int]) -> Any:
        case.path_parameters = {**(case.path_parameters or {}), **ids}
        return case

    return st.sampled_from([{}, *real]).map(filled)

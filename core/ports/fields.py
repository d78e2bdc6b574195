"""What use cases ask for of customers' fields, and of who is asked for one."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from core.model.fields import Asking


class CustomerFields(Protocol):
    """Keeps the values of customers' fields, by key, and which one each is asked for."""

    async def of(self, customer_id: int) -> dict[str, str]:
        """Return a customer's values."""

    async def of_all(self, customer_ids: Collection[int]) -> Mapping[int, dict[str, str]]:
        """Return the values of those that have any."""

    async def put(
        self, customer_id: int, key: str, value: str, now: datetime, by: int | None = None
    ) -> None:
        """Keep a value in place of the one before, "" for none. `by`: of staff; None: they
        themselves."""

    async def asking(self, customer_id: int) -> Asking | None:
        """Return what a customer is asked for."""

    async def ask(self, customer_id: int, asking: Asking, now: datetime) -> None:
        """Keep what a customer is asked for from now on."""

    async def stop(self, customer_id: int) -> bool:
        """Ask a customer for nothing any more. Returns False when nothing was asked."""

"""What Telegram shows of a person, and the language that they chose: of customers and of staff."""

from typing import Any

from sqlalchemy import Table, Update, bindparam, case, func, update

from core.model.people import Person
from core.model.texts import language_of


def keep_shown(table: Table) -> Update:
    """Name, @name and, unless they chose one, language of somebody known; takes `values_of`."""
    known = table.c
    speaks = bindparam("speaks", type_=known.language.type)
    return (
        update(table)
        .where(known.id == bindparam("person"))
        .values(
            name=bindparam("shown"),
            username=bindparam("at"),
            language=case(
                (known.language_chosen, known.language),
                else_=func.coalesce(speaks, known.language),
            ),
        )
    )


def keep_chosen(table: Table) -> Update:
    """The language; takes `person` and `code`."""
    return (
        update(table)
        .where(table.c.id == bindparam("person"))
        .values(language=bindparam("code"), language_chosen=True)
    )


def values_of(person: Person) -> dict[str, Any]:
    """For `keep_shown`; a language that is not shown this time stays."""
    return {
        "person": person.id,
        "shown": person.name,
        "at": person.username,
        "speaks": None if person.language is None else language_of(person.language),
    }

"""People in the order in which a list is read: accents and capitals count for nothing."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from hub.models import Person
from hub.search.fold import fold

T = TypeVar("T")


def by_first_name(rows: Iterable[T], whose: Callable[[T], Person]) -> list[T]:
    """These rows by the first name of whose they are, then the last: “Édith” stands between “Denise” and “Farid”.

    Databases put it at the end, or not, as they were made.
    """

    def key(row: T) -> tuple[str, str, int]:
        person = whose(row)
        return fold(person.first_name), fold(person.last_name), person.pk

    return sorted(rows, key=key)


def by_last_name(rows: Iterable[T], whose: Callable[[T], Person]) -> list[T]:
    """The same by the last name, then the first."""

    def key(row: T) -> tuple[str, str, int]:
        person = whose(row)
        return fold(person.last_name), fold(person.first_name), person.pk

    return sorted(rows, key=key)

"""Prepared statements of Postgres by the library beneath psycopg's cursors, which go through a dozen generators for each.

What is sent and answered is the same: values in psycopg's forms, prepared once for each connection and each set of their
types. (psycopg documents this layer as `psycopg.pq`.)
"""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any, cast

NAME = "le_banc_prepared"
PLACE = re.compile(r"%[s%]")
Key = tuple[bytes, tuple[int, ...]]


def numbered(sql: str) -> bytes:
    """A statement of Django's with its places as Postgres counts them."""
    numbers = count(1)
    return PLACE.sub(lambda place: "%" if place[0] == "%%" else f"${next(numbers)}", sql).encode()


class Understood:
    """The statements that one connection has understood, whichever thread has it just now."""

    def __init__(self, library: Any, connection: Any) -> None:
        self.connection = connection
        self.names: dict[Key, bytes] = {}
        self.errors, self.idle = library.errors, library.pq.TransactionStatus.IDLE
        self.values = library.adapt.Transformer(connection)
        self.wanted = library.adapt.PyFormat.AUTO
        self.fine = {library.pq.ExecStatus.TUPLES_OK, library.pq.ExecStatus.COMMAND_OK}

    @classmethod
    def of(cls, library: Any, connection: Any) -> "Understood":
        """Those of a connection, which holds them as long as it lives; `library` is psycopg."""
        kept = vars(connection)
        if NAME not in kept:
            kept[NAME] = cls(library, connection)
        return cast("Understood", kept[NAME])

    def begin(self) -> bool:
        """Begins a transaction where psycopg's cursor would, before the first statement; answers whether the way is clear:
        one that is asked to be of a special kind is left to the cursor.
        """
        connection = self.connection
        if connection.autocommit or connection.pgconn.transaction_status != self.idle:
            return True
        if (connection.isolation_level, connection.read_only, connection.deferrable) != (None, None, None):
            return False
        self.check(connection.pgconn.exec_(b"BEGIN"))
        return True

    def carry_out(self, sql: bytes, values: Sequence[Any]) -> tuple[list[Any], int]:
        """What it finds, and how many rows it has found or changed; raises psycopg's errors."""
        link = self.connection.pgconn
        ready = self.values.dump_sequence(values, [self.wanted] * len(values))
        key = (sql, self.values.types or ())
        name = self.names.get(key)
        if name is None:
            name = b"le_banc_%d" % len(self.names)
            self.check(link.prepare(name, sql, key[1]))
            self.names[key] = name
        answer = link.exec_prepared(name, ready, self.values.formats)
        self.check(answer)
        if not answer.nfields:
            return [], answer.command_tuples or 0
        self.values.set_pgresult(answer)
        return self.values.load_rows(0, answer.ntuples, tuple), answer.ntuples

    def check(self, answer: Any) -> None:
        """Raises what Postgres has said instead; what it could not say any more is a lost connection, as psycopg has it."""
        if answer.status in self.fine:
            return
        error = self.errors.error_from_result(answer)
        raise error if error.sqlstate else self.errors.OperationalError(str(error))

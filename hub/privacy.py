"""Declares what each model keeps about people: purpose, lawful basis, how long, and what becomes of it."""

from dataclasses import dataclass
from typing import Literal

Erasure = Literal["delete row", "blank", "keep"]


@dataclass(frozen=True)
class Use:
    """One purpose: `basis` as in GDPR article 6, `keep` in days after the last sign of life (0: see the row)."""

    purpose: str
    basis: Literal["consent", "contract", "legitimate interest", "legal obligation"]
    keep: int
    export: bool
    erasure: Erasure


@dataclass(frozen=True)
class Declared:
    """A model's fields: those about a person with their use, and the plain ones by name."""

    model: str
    plain: frozenset[str]
    personal: dict[str, Use]


def declare(model: str, *, plain: str = "", **personal: Use) -> Declared:
    """declare("app.Model", plain="id slug", email=Use(…)); every concrete field must stand in one of the two."""
    return Declared(model, frozenset(plain.split()), personal)


TWO_YEARS, SIX_MONTHS, ONE_YEAR = 730, 182, 365
CONTACT = Use("to reach a person", "contract", TWO_YEARS, export=True, erasure="blank")
PATH = Use("to organise a person's way to a duo", "contract", TWO_YEARS, export=True, erasure="delete row")
ATTENDANCE = Use("to hold a seat", "contract", ONE_YEAR, export=True, erasure="delete row")
ROLE = Use("to know who may do what", "contract", TWO_YEARS, export=True, erasure="delete row")
TALK = Use("to let a promotion talk together", "contract", TWO_YEARS, export=True, erasure="blank")
ORDER = Use("to keep a room fit for everybody", "legitimate interest", ONE_YEAR, export=True, erasure="delete row")
COPY = Use("to hand over a copy that was asked for", "contract", 2, export=False, erasure="delete row")
AUDIT = Use("to prove who did what", "legitimate interest", ONE_YEAR, export=True, erasure="blank")
SIGN_IN = Use("to sign a person in", "contract", TWO_YEARS, export=False, erasure="blank")
INTERVIEW = Use("to decide on an application", "legitimate interest", SIX_MONTHS, export=True, erasure="delete row")

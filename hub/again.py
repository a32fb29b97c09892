"""Whether what is asked comes once more, by itself, where it is refused: a form that its script sent first."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

COMES_AGAIN: ContextVar[bool] = ContextVar("comes_again", default=False)


@contextmanager
def tried_first() -> Iterator[None]:
    """What is refused within is asked again in a moment (hub/js/drafts.js)."""
    token = COMES_AGAIN.set(True)
    try:
        yield
    finally:
        COMES_AGAIN.reset(token)

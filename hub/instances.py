"""Instances of models from values that fit already, without what Django does for those who listen to their beginning."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init

M = TypeVar("M", bound=Model)


def begins_plainly(model: type[Model]) -> bool:
    """Whether instances of it begin as Django's do, and nobody is told; those of a model with pictures, for one, do not."""
    heard = pre_init.has_listeners(model) or post_init.has_listeners(model)
    own = model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__  # type: ignore[attr-defined]  # of a class method
    return not heard and not own


def begun(model: type[M]) -> M:
    """An instance that knows nothing yet, and is not stored."""
    one = model.__new__(model)
    one._state = ModelState()
    return one


def stored(model: type[M], db: str, names: Sequence[str], values: Iterable[object]) -> M:
    """As `from_db` of a model that begins plainly: a stored instance with these values of its columns, the others deferred."""
    one = begun(model)
    one._state.adding, one._state.db = False, db
    one.__dict__.update(zip(names, values, strict=True))
    return one


class Short:
    """What Django's populators ask to make the instances that stand beside another."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def from_db(self, db: str, names: Sequence[str], values: Iterable[object]) -> Model:
        """As the model's own."""
        return stored(self.model, db, names, values)


def shorten(populators: Iterable[Any]) -> None:
    """Lets these, and those behind them, make what begins plainly by the short way."""
    for one in populators:
        shorten(one.related_populators)
        if begins_plainly(one.model_cls):
            one.model_cls = Short(one.model_cls)

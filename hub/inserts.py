"""New rows by a statement that is composed once for each kind of database."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

from hub.instances import begins_plainly, begun
from hub.statements import Statement, adapted

M = TypeVar("M", bound=Model)

# Values of these types go into these columns as they are; a field of one's own may be no more than such a column.
AS_THEY_ARE: dict[type[Field[Any, Any]], type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.ForeignKey: int,
}
STEPS = ("pre_save", "get_prep_value", "get_db_prep_value", "get_db_prep_save")


class Insert(Generic[M]):
    """The statement for new rows of a model, which answers their keys."""

    def __init__(self, db: BaseDatabaseWrapper, model: type[M], more: str = "") -> None:
        fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
        quote = db.ops.quote_name
        columns = ", ".join(quote(str(field.column)) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({places}){more} RETURNING {key}"  # noqa: S608  # names of a model
        self.statement = Statement(sql, db.vendor)
        self.model, self.key, self.is_plain = model, model._meta.pk.attname, begins_plainly(model)
        self.columns = [(field.attname, self.taken(field), self.default(field), field) for field in fields]
        self.relations = {field.name: field.attname for field in fields if field.is_relation}
        self.known = {self.key, *self.relations, *(field.attname for field in fields)}

    @staticmethod
    def taken(field: Field[Any, Any]) -> type | None:
        """The type of values that such a column takes as they are."""
        for kind, plain in AS_THEY_ARE.items():
            if isinstance(field, kind) and all(getattr(type(field), step) is getattr(kind, step) for step in STEPS):
                return plain
        return datetime if type(field) is models.DateTimeField and not (field.auto_now or field.auto_now_add) else None

    @staticmethod
    def default(field: Field[Any, Any]) -> Callable[[], Any] | Any:
        """What stands in such a column when nothing is said: a value, or what makes one."""
        return field.default if field.has_default() and callable(field.default) else field.get_default()

    def make(self, given: dict[str, Any]) -> M:
        """An instance with these values, and Django's defaults for the rest; raises TypeError for a name it does not have."""
        if not self.is_plain:
            return self.model(**given)
        if not given.keys() <= self.known:
            message = f"{self.model.__name__} has no {', '.join(sorted(given.keys() - self.known))}."
            raise TypeError(message)
        one = begun(self.model)
        kept, near = one.__dict__, one._state.fields_cache
        kept[self.key] = None
        for name, value in given.items():
            if name in self.relations:
                near[name] = value
                kept[self.relations[name]] = None if value is None else value.pk
            else:
                kept[name] = value
        for name, _plain, default, _field in self.columns:
            if name not in kept:
                kept[name] = default() if callable(default) else default
        return one

    def write(self, db: BaseDatabaseWrapper, instance: M) -> bool:
        """Writes a new instance and gives it its key; answers whether it was written."""
        values, kept = [], instance.__dict__
        for name, plain, _default, field in self.columns:
            value = kept.get(name)
            if plain is None or (value is not None and type(value) is not plain):
                value = field.get_db_prep_save(field.pre_save(instance, add=True), db)
            values.append(adapted(db, value) if plain is datetime else value)
        rows = self.statement.carry_out(db, values)[0]
        if rows:
            kept[self.key] = rows[0][0]
            instance._state.adding, instance._state.db = False, DEFAULT_DB_ALIAS
        return bool(rows)


inserts: dict[tuple[str, type[Model], str], Insert[Any]] = {}


def write_new(model: type[M], given: dict[str, Any], more: str = "") -> tuple[M, bool]:
    """Writes a new row; answers its instance, and whether it was written."""
    db = connections[DEFAULT_DB_ALIAS]
    known = (db.vendor, model, more)
    if known not in inserts:
        inserts[known] = Insert(db, model, more)
    statement = inserts[known]
    one = statement.make(given)
    return one, statement.write(db, one)


def insert(model: type[M], **given: Any) -> M:
    """Writes a new row, as `create` does, and answers its instance; values are named as there."""
    return write_new(model, given)[0]


def insert_new(model: type[Model], **given: Any) -> bool:
    """The same, unless there is such a row already; answers whether there was none."""
    return write_new(model, given, " ON CONFLICT DO NOTHING")[1]

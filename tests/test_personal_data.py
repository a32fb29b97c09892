"""Every field of every model is declared, and nothing that does not exist is."""

from django.apps import apps
from django.db.models import Model

from hub.parts import parts
from hub.privacy import Declared

APPS = ("hub", "community", "events", "workshops", "cms")
FORBIDDEN = ("nationality", "religion", "health", "status_of_stay", "birth")


def declared() -> dict[str, Declared]:
    return {one.model: one for part in parts("personal_data") for one in part}


def models() -> dict[str, type[Model]]:
    return {model._meta.label_lower: model for app in APPS for model in apps.get_app_config(app).get_models()}


def test_every_field_is_declared_and_no_other():
    expected = {label: {field.name for field in model._meta.local_concrete_fields} for label, model in models().items()}

    found = {label: set(one.plain) | set(one.personal) for label, one in declared().items()}

    assert found == expected


def test_a_field_is_either_personal_or_plain():
    assert [one.model for one in declared().values() if one.plain & set(one.personal)] == []


def test_no_field_for_what_we_never_ask():
    names = {field.name for model in models().values() for field in model._meta.local_concrete_fields}

    assert not [name for name in names if any(word in name for word in FORBIDDEN)]


def test_every_link_to_a_person_is_personal():
    wrong = [
        f"{label}.{field.name}"
        for label, model in models().items()
        for field in model._meta.local_concrete_fields
        if field.related_model is not None
        and field.related_model._meta.label_lower == "hub.person"
        and field.name not in declared()[label].personal
    ]

    assert wrong == []

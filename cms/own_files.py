"""Which pictures and papers an editor may change or show: their branch's, and what is for the whole site."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

CHOOSE = ("choose", "add", "change")


def may_open_original(person: Any, path: str) -> bool:
    """Whether a picture was made from the file at this path that they may change; one query at least."""
    if not person.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(get_image_model())
    found = policy.instances_user_has_any_permission_for(person, ["change"]).filter(file=path)
    return bool(found.exists())


def files_of(body: Any) -> dict[Any, set[str]]:
    """{model: keys} of the pictures and papers in a body, those in its texts as well."""
    found: dict[Any, set[str]] = defaultdict(set)
    for model, key, *_path in body.stream_block.extract_references(body) if body else ():
        if model in {get_image_model(), get_document_model()}:
            found[model].add(str(key))
    return found


def names_others(person: Any, files: Mapping[Any, Iterable[str]]) -> bool:
    """Whether some of these are not theirs to choose; one query for each kind at most."""
    for model, keys in files.items():
        policy = policy_registry.get_by_type(model)
        theirs = policy.instances_user_has_any_permission_for(person, CHOOSE)
        if model.objects.filter(pk__in=keys).exclude(pk__in=theirs.values("pk")).exists():
            return True
    return False

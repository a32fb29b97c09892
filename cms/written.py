"""Which pages are written in the language of the tree they stand in, and which only repeat another language's words."""

from django.db.models import F, Q

# An alias repeats its page word for word: in another language's tree it is no translation.
WRITTEN = Q(alias_of=None) | Q(alias_of__locale=F("locale"))

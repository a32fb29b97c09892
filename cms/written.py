"""Which pages are written in the language of the tree they stand in, and in which language one is shown where it is not.

An alias only repeats another language's words.
"""

from django.conf import settings
from django.db.models import F, Q

# An alias repeats its page word for word: in another language's tree it is no translation.
WRITTEN = Q(alias_of=None) | Q(alias_of__locale=F("locale"))
LANGUAGES = dict(settings.LANGUAGES)


def languages_for(asked: str) -> list[str]:
    """The languages in which a page is looked for, for whoever reads this one: theirs, French, the others."""
    return list(dict.fromkeys([asked, settings.LANGUAGE_CODE, *LANGUAGES]))

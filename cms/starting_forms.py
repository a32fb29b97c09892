"""The shape of what an editor fills in to begin a page: what its kind asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.actions.starting import NewPages
from cms.starters.pages import KINDS
from community.models import Theme
from hub.forms import plain
from hub.models import Branch


class NewPagesForm(forms.Form):
    """A title in French, a theme, a branch: of these what the kind asks for."""

    title = forms.CharField(
        max_length=120,
        label=_("Title, in French"),
        help_text=_("Its address is made of it. The other languages are translated from it."),
    )
    theme = forms.ChoiceField(choices=Theme.choices, label=_("Theme"))
    branch = forms.ModelChoiceField(Branch.objects.none(), label=_("Branch"))

    def __init__(self, *args: Any, word: str, branches: list[int], everything: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word, asks = word, KINDS[word].asks
        branch: Any = self.fields["branch"]
        branch.queryset = Branch.objects.filter(pk__in=branches).in_order()
        if everything and "title" in asks:
            branch.required, branch.empty_label = False, _("For all branches")
        for name in {*self.fields} - {*asks}:
            del self.fields[name]

    def clean_title(self) -> str:
        """On one line."""
        return plain(self.cleaned_data["title"])

    def chosen(self) -> NewPages:
        """As the action takes it."""
        data = self.cleaned_data
        branch = data.get("branch")
        return NewPages(self.word, data.get("title", ""), data.get("theme", ""), branch.pk if branch else None)

"""What the editor's menus offer beyond pages: the calls; and what the editor tells the rest of the site."""

from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Call
from hub.live.bell import ring
from hub.models import Person
from hub.person_topic import PersonTopic


class CallViewSet(SnippetViewSet):
    """Calls as editors manage them: dates and places; the words are on their pages."""

    model = Call
    icon = "group"
    menu_label = _("Calls")
    menu_order = 150
    add_to_admin_menu = True
    list_display: ClassVar = ["__str__", "branch", "opens_at", "deadline", "total"]
    list_filter: ClassVar = ["branch"]
    panels: ClassVar = [
        FieldPanel("branch"),
        FieldPanel("promotion"),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("deadline")]),
        FieldPanel("total"),
        FieldPanel("cancelled_at"),
    ]


register_snippet(CallViewSet)


@hooks.register("after_edit_user")
@hooks.register("after_delete_user")
def look_again(request: HttpRequest, person: Person) -> None:
    """Somebody who was deactivated, or got another password, loses their open sockets at once."""
    ring(PersonTopic.key(person.pk))

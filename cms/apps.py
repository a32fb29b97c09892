"""The public site's place among the apps."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Lists what the public site adds to the shared pages."""

    name = "cms"
    nav_items = ["cms.panels.nav_items"]
    space_nav_items = ["cms.panels.space_nav_items"]
    footer_links = ["cms.panels.footer_links"]
    organisation = ["cms.panels.organisation"]
    team_panels = ["cms.panels.waiting_panel"]
    ticks = ["cms.actions.editors.seat_editors"]
    notice_kinds = ["cms.notices.received", "cms.notices.change_asked"]
    notice_panels = ["cms.panels.application_in_mail"]
    seat_panels = ["cms.panels.application_of_seat"]
    personal_data = ["cms.personal_data.DECLARED"]
    demo_scene = ["cms.demo.scene"]
    demo_facts = ["cms.demo.facts"]
    reactions = {
        "registration.withdrawn": "cms.actions.reactions.seat_given_back",
        "registration.attended": "cms.actions.reactions.attendance_noted",
        "event.cancelled": "cms.actions.reactions.session_cancelled",
        "event.reinstated": "cms.actions.reactions.session_reinstated",
    }

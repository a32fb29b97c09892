"""The events' place among the apps."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Lists what events add to the shared pages."""

    name = "events"
    room_owners = ["events.room_owners.EVENTS"]
    home_panels = ["events.panels.my_events_panel", "events.panels.talks_panel"]
    first_steps = ["events.panels.calendar_step"]
    room_tools = ["events.views.outings.outing_tool"]
    composer_neighbours = ["events.views.outings.outing_tool"]
    promotion_dates = ["events.views.next_date.panel"]
    promotion_panels = ["events.panels.training_panel"]
    post_parts = ["events.panels.of_polls", "events.views.outings.of_posts"]
    message_actions = ["events.panels.acts_of_message"]
    deletion_notes = ["events.views.outings.beside_deleted"]
    team_panels = ["events.panels.next_session_panel", "events.panels.proposals_panel", "events.panels.asked_out_panel"]
    notice_kinds = [
        "events.notices.registered",
        "events.notices.withdrawn",
        "events.notices.changed",
        "events.notices.waiting",
        "events.notices.offered",
        "events.notices.offer_ended",
        "events.notices.reminder",
        "events.notices.series",
        "events.training_notices.changed",
        "events.training_notices.reminder",
        "events.training_notices.left",
        "events.invited.invited",
        "events.parting_notices.parted",
        "events.proposal_notices.proposed",
        "events.proposal_notices.answered",
    ]
    reactions = {
        "person.language_chosen": "events.actions.links.mark_changed",
        "roster.left": "events.actions.partings.give_seats_back",
    }
    leaving_panels = ["events.panels.leaving_panel"]
    ticks = [
        "events.actions.queue.settle_due",
        "events.actions.reminders.remind_due",
        "events.actions.rooms.archive_talks",
    ]
    search_sources = ["events.search.dates"]
    sitemap_pages = ["events.linked.sitemap_pages"]
    personal_data = ["events.personal_data.DECLARED"]
    demo_scene = ["events.demo.scene"]
    demo_facts = ["events.demo.facts"]
    space_nav_items = ["events.panels.space_nav_items"]

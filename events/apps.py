"""The events' place among the apps."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Lists what events add to the shared pages."""

    name = "events"
    home_panels = ["events.panels.my_events_panel"]
    first_steps = ["events.panels.calendar_step"]
    room_tools = ["events.views.outings.outing_tool"]
    composer_neighbours = ["events.views.outings.outing_tool"]
    promotion_panels = ["events.panels.training_panel"]
    post_parts = ["events.panels.of_polls", "events.views.outings.of_posts"]
    message_actions = ["events.panels.acts_of_message"]
    team_panels = ["events.panels.next_session_panel"]
    notice_kinds = [
        "events.notices.registered",
        "events.notices.withdrawn",
        "events.notices.changed",
        "events.notices.waiting",
        "events.notices.offered",
        "events.notices.offer_ended",
        "events.notices.reminder",
        "events.notices.series",
    ]
    ticks = ["events.actions.queue.settle_due", "events.actions.reminders.remind_due"]
    personal_data = ["events.personal_data.DECLARED"]
    demo_scene = ["events.demo.scene"]
    demo_facts = ["events.demo.facts"]
    space_nav_items = ["events.panels.space_nav_items"]

"""The hub's place among the apps, and the parts it offers them."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    """Lists what the hub adds to the shared pages."""

    name = "hub"
    home_panels = ["hub.panels.account_panel"]
    team_panels = ["hub.panels.mail_panel", "hub.panels.tasks_panel"]
    notice_kinds = ["hub.notices.signin_code"]
    personal_data = ["hub.personal_data.DECLARED"]
    live_topics = ["hub.person_topic.PersonTopic"]
    demo_scene = ["hub.demo.scene"]
    demo_facts = ["hub.demo.facts"]
    ticks = [
        "hub.actions.deliver.deliver_due",
        "hub.actions.roles.carry_out_roles",
        "hub.actions.retry.retry_tasks",
        "hub.actions.retry.forget_done",
        "hub.actions.retry.forget_secrets",
        "hub.actions.tidy.tidy",
    ]

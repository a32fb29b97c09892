"""The workshops' place among the apps."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    """Lists what workshops add to the shared pages."""

    name = "workshops"
    demo_scene = ["workshops.demo.scene"]
    reactions = {
        "event.changed": "workshops.actions.reactions.training_day_changed",
        "event.cancelled": "workshops.actions.reactions.training_day_changed",
        "event.reinstated": "workshops.actions.reactions.training_day_changed",
    }

"""The community's place among the apps."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Lists what the community adds to the shared pages."""

    name = "community"
    home_panels = ["community.panels.promotion_panel"]
    personal_data = ["community.personal_data.DECLARED"]

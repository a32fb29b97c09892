"""Outings: a light event that somebody proposes in their room, and the message that proposes it."""

from django.db import models


class Outing(models.Model):
    """Where an event and a message are the same proposal."""

    post = models.OneToOneField("community.Post", on_delete=models.CASCADE, related_name="outing")
    event = models.OneToOneField("events.Event", on_delete=models.CASCADE, related_name="outing")

    def __str__(self) -> str:
        return f"{self.event_id} by {self.post_id}"

"""Wagtail's admin without mails of its own: what editors are told goes through the outbox, in their language."""

from typing import Any

from wagtail.admin.apps import WagtailAdminAppConfig
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

MAILS = (
    (task_submitted, "TaskState", "group_approval_task_submitted_email_notification"),
    (workflow_submitted, "WorkflowState", "workflow_state_submitted_email_notification"),
    (workflow_rejected, "WorkflowState", "workflow_state_rejected_email_notification"),
    (workflow_approved, "WorkflowState", "workflow_state_approved_email_notification"),
)


COMMENTS = "send_commenting_notifications"


def say_nothing(_view: Any, _changes: dict[str, Any]) -> None:
    """In the place of Wagtail's mails about comments, which its view of a page sends without a signal."""


class EditorConfig(WagtailAdminAppConfig):
    """In the place of Wagtail's own."""

    def ready(self) -> None:
        """Wagtail's whole start, after which its mails are let go of; raises RuntimeError where one has another name."""
        super().ready()
        for signal, sender, name in MAILS:
            model = self.apps.get_model("wagtailcore", sender)
            if not signal.disconnect(sender=model, dispatch_uid=name):
                message = f"Wagtail does not send {name} any more."
                raise RuntimeError(message)
        from wagtail.admin.views.pages.edit import EditView  # noqa: PLC0415  # it needs the models

        if COMMENTS not in vars(EditView):
            message = f"Wagtail does not {COMMENTS} any more."
            raise RuntimeError(message)
        setattr(EditView, COMMENTS, say_nothing)

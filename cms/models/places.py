"""Places on a call's waiting list, counted."""

from cms.models.applications import Application, State


def place_in_line(application: Application) -> int:
    """The place on the call's waiting list, counted from 1; 0 where one is not on it. One query."""
    if application.state != State.WAITING_LIST:
        return 0
    line = Application.objects.filter(call=application.call_id).first_come_first()
    return line.filter(queue_number__lte=application.queue_number).count()


def place_at_the_end(call_id: int) -> int:
    """The place that whoever comes onto the list now would get. One query."""
    return Application.objects.filter(call=call_id).first_come_first().count() + 1

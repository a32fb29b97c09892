"""Places of the public site that mails lead to, for the matrix of who may open what."""

from datetime import datetime

from cms.actions.alerts import ask_alert
from cms.actions.drafts import Typed, save_draft
from cms.actions.subscriptions import subscribe
from cms.links import alert_path, draft_path, subscription_path
from cms.models import Alert, Subscription
from tests.cast import Cast


def mailed(cast: Cast, now: datetime) -> dict[str, str]:
    """Somebody wants to be told and to get the newsletter, and somebody else finishes later."""
    ask_alert(branch=cast.branches["lille"], email="odile@mail.example", language="fr", now=now)
    draft = save_draft(call=cast.call, typed=Typed("odile@mail.example"), language="fr", now=now)
    subscribe(branch=cast.branches["lille"], email="odile@mail.example", language="fr", now=now)
    newsletter = subscription_path(Subscription.objects.get())
    return {"alert": alert_path(Alert.objects.get()), "draft": draft_path(draft), "newsletter": newsletter}

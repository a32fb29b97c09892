"""Mails of the newsletter: is it you, the newsletter itself, and the same for whoever writes it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from cms.links import subscription_path
from cms.models import Newsletter, Subscription
from cms.notices import branch_mail
from hub.links import absolute, one_click
from hub.mail.message import Mail, NoticeKind
from hub.models import Notice


def build_confirm(notice: Notice) -> Mail | None:
    """Is it you who asked? Nothing is sent before the button is pressed."""
    found = Subscription.objects.select_related("branch").filter(pk=notice.target_id or 0).first()
    if found is None:
        return None
    link = absolute(subscription_path(found))
    return branch_mail(_("One press, and you get our newsletter"), "newsletter_confirm", found.branch, link=link)


def build_letter(notice: Notice) -> Mail | None:
    """What the branch wrote, with the one press that ends it, in the mail and for the program that shows it."""
    readers = Subscription.objects.confirmed().select_related("branch")
    reader = readers.filter(pk=notice.target_id or 0).first()
    letter = Newsletter.objects.filter(pk=notice.facts["newsletter"]).first()
    if reader is None or letter is None:
        return None
    link = absolute(subscription_path(reader))
    mail = branch_mail(str(letter.subject), "newsletter", reader.branch, letter=letter, link=link)
    return replace(mail, headers=one_click(link))


def build_trial(notice: Notice) -> Mail | None:
    """The same for its author, who sees it before anybody else."""
    letter = Newsletter.objects.select_related("branch").filter(pk=notice.target_id or 0).first()
    if letter is None:
        return None
    subject = _("Trial: %(subject)s") % {"subject": letter.subject}
    return branch_mail(subject, "newsletter", letter.branch, letter=letter, link="")


confirm = NoticeKind(code="newsletter.confirm", build=build_confirm)
letter = NoticeKind(code="newsletter.letter", build=build_letter)
trial = NoticeKind(code="newsletter.trial", build=build_trial)

"""The hub's own kinds of notice: the sign-in code, and the word to an address nobody knows."""

from django.utils.translation import gettext as _

from hub.frame import organisation
from hub.mail.message import Contact, Mail, NoticeKind
from hub.models import Notice


def house_contact() -> Contact:
    """The association's own name and number, for mails that no branch sends."""
    home = organisation()
    return Contact(name=home["name"], phone=home["phone"], hours=home["hours"])


def build_signin_code(notice: Notice) -> Mail | None:
    """The six digits; nothing once they have been forgotten."""
    code = notice.facts.get("code")
    if not code:
        return None
    subject = _("%(code)s is your sign-in code") % {"code": code}
    return Mail(subject=subject, template="signin_code", context={"code": code}, contact=house_contact())


signin_code = NoticeKind(code="signin.code", build=build_signin_code, secret=True)

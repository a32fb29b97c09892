"""Builds one message: subject, text and HTML from templates, in the reader's language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from hub.models import Notice, Person
from hub.words.localised import Localised

UNFIT_FOR_HEADERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\"<>@,;:\\]+")
# What a condition that does not hold leaves behind.
BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail: name, bytes and media type."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Alternative:
    """The same message in another form, for programs that read it: text and media type, with its parameters."""

    content: str
    media_type: str


@dataclass(frozen=True)
class Mail:
    """What a kind of notice says: `template` names mail/<template>.txt and .html."""

    subject: str
    template: str
    context: Mapping[str, Any]
    contact: "Contact"
    attachments: tuple[Attachment, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Contact:
    """The human behind a mail: every mail ends with a name and a phone number."""

    name: str
    phone: str
    hours: Localised = field(default_factory=Localised)


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice; `build` answers None where there is nothing left to say."""

    code: str
    build: Callable[[Notice], Mail | None]
    secret: bool = False


def clean_name(name: str) -> str:
    """A name fit for a header: no control characters, no separators, 80 characters at most."""
    return " ".join(UNFIT_FOR_HEADERS.sub(" ", name).split())[:80]


def recipient(person: Person) -> str:
    """The To header of a person, the domain as mail servers spell it; raises UnicodeError for one nobody can have."""
    return formataddr((clean_name(person.full_name), mailbox(person.email)))


def mailbox(email: str) -> str:
    """An address, its domain as mail servers spell it; raises UnicodeError for one nobody can have."""
    name, _at, domain = email.rpartition("@")
    return f"{name}@{domain.encode('idna').decode('ascii')}"


def sender() -> str:
    """The address every mail comes from, without its name."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def compose(notice: Notice, mail: Mail) -> EmailMultiAlternatives:
    """The message of a notice, with the Message-ID it keeps whenever it is sent again."""
    context = {**mail.context, "person": notice.person, "contact": mail.contact, "language": get_language()}
    message = EmailMultiAlternatives(
        subject=" ".join(mail.subject.split()),
        body=BLANKS.sub("\n\n", render_to_string(f"mail/{mail.template}.txt", context, using="text")).strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[recipient(notice.person)],
        headers={
            "Message-ID": f"<{notice.message_id}@{sender().rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            **mail.headers,
        },
    )
    message.attach_alternative(render_to_string(f"mail/{mail.template}.html", context), "text/html")
    for alternative in mail.alternatives:
        message.attach_alternative(alternative.content, alternative.media_type)
    for attachment in mail.attachments:
        message.attach(attachment.name, attachment.content, attachment.media_type)
    return message

"""The demo's mail folder, shown as a mailbox; outside the demo these pages do not exist."""

import base64
import hashlib
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.mail.folder import mail_folder

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
View = Callable[..., HttpResponse]


def demo_only(view: View) -> View:
    """404 outside the demo."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def read(name: str) -> EmailMessage:
    """One message by its file's name; raises Http404."""
    path = mail_folder() / f"{name}.eml"
    if not re.fullmatch(r"\d{1,25}-[0-9a-f-]{36}", name) or not path.is_file():
        raise Http404
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def body(message: EmailMessage, kind: str) -> str:
    """The text or the HTML of a message."""
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


@require_safe
@demo_only
def outbox(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    names = sorted((path.stem for path in mail_folder().glob("*.eml")), reverse=True)
    try:
        page = Paginator(names, 30).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404 from error
    messages = [{"name": name, "message": read(name)} for name in page]
    rows = [{"name": row["name"], "to": row["message"]["To"], "subject": row["message"]["Subject"]} for row in messages]
    return render(request, "hub/outbox.html", {"rows": rows, "page": page})


@require_safe
@demo_only
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: headers, text, attachments, and the HTML in a frame."""
    message = read(name)
    attachments = [part.get_filename() for part in message.iter_attachments()]
    shown = {"name": name, "to": message["To"], "sender": message["From"], "subject": message["Subject"]}
    context = {"mail": shown, "text": body(message, "plain"), "attachments": attachments}
    return render(request, "hub/mail.html", context)


@require_safe
@demo_only
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML as a mail program shows it; its one style sheet is allowed by its hash, nothing else is."""
    html = body(read(name), "html")
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in STYLE.findall(html)]
    styles = " ".join(f"'sha256-{value}'" for value in hashes) or "'none'"
    policy_text = (
        f"default-src 'none'; style-src {styles}; img-src 'self' data:; frame-ancestors 'self'; base-uri 'none'"
    )
    return HttpResponse(html, headers={"Content-Security-Policy": policy_text})


@require_safe
@demo_only
def mail_attachment(request: HttpRequest, name: str, filename: str) -> HttpResponse:
    """One attachment, to open in a calendar."""
    for part in read(name).iter_attachments():
        if part.get_filename() == filename:
            content = part.get_payload(decode=True)
            return HttpResponse(content, content_type=part.get_content_type())
    raise Http404

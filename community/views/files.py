"""Photos and files: taken from scripts in pieces and from forms as they are, and given to whoever reads the room."""

from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from community.actions.files import MOST, Named, NewFiles, too_many
from community.actions.uploads import MOST_BYTES, add_piece, begin_upload, check_size, drop_upload, take_in
from community.models import Upload
from hub.answers import Malformed, read_input, read_number, refuse, signed_in
from hub.errors import Refusal
from hub.papers import clean_name, ending

# A form's key and the bytes of a file give its uid: the same form sent twice brings the same files.
PHOTO, SMALL = "photo.jpg", "vignette.webp"
# The same form sent twice brings the same files: this, its key and their bytes give their names.
FORMS = UUID("7a3c1c9e-52c4-4c86-9a44-5d3b9a2f7e10")


def state(upload: Upload) -> JsonResponse:
    """What the server has of it, for a script."""
    facts: dict[str, Any] = {"uid": str(upload.uid), "received": upload.received, "size": upload.size, "ready": False}
    if upload.ready_at is not None:
        facts |= {"ready": True, "kind": upload.kind, "name": upload.name, "received": upload.size}
    if upload.ready_at is not None and upload.is_photo:
        facts["small"] = reverse("room_file", args=[upload.uid, SMALL])
    return JsonResponse(facts)


def read_uid(text: str) -> UUID:
    """Raises Malformed."""
    try:
        return UUID(text)
    except ValueError as error:
        raise Malformed("malformed", _("This request is damaged.")) from error


def read_bytes(request: HttpRequest) -> bytes:
    """The body as it came; raises Malformed for a form with files, which has been taken apart by now."""
    try:
        return request.body
    except RawPostDataException as error:
        raise Malformed("malformed", _("This request is damaged.")) from error


@never_cache
@signed_in
@require_POST
def begin(request: HttpRequest, room_id: int) -> HttpResponse:
    """Announces a file: `uid`, `name`, `size`; begun already, says how far it has come."""
    try:
        data = read_input(request)
        uid, size = read_uid(data.get("uid", "")), read_number(data, "size") or 0
        name = data.get("name", "")
        upload = begin_upload(actor=request.user, room_id=room_id, uid=uid, name=name, size=size, now=timezone.now())
    except Refusal as refusal:
        return refuse(refusal)
    return state(upload)


@never_cache
@signed_in
@require_POST
def piece(request: HttpRequest, room_id: int, uid: UUID) -> HttpResponse:
    """Some bytes, from `?de=` on; answers what the server has, whether it took them or not."""
    try:
        start = read_number(dict(request.GET.items()), "de") or 0
        data = read_bytes(request)
        upload = add_piece(actor=request.user, room_id=room_id, uid=uid, start=start, data=data, now=timezone.now())
    except Refusal as refusal:
        return refuse(refusal)
    return state(upload)


@never_cache
@signed_in
@require_POST
def drop(request: HttpRequest, room_id: int, uid: UUID) -> HttpResponse:
    """Takes back a file that stands under no message."""
    drop_upload(actor=request.user, room_id=room_id, uid=uid, now=timezone.now())
    return JsonResponse({"dropped": True})


@signed_in
@require_safe
def serve(request: HttpRequest, uid: UUID, which: str) -> HttpResponse:
    """A photo, its small size, or a file to keep; asked for anew each time, as rights end."""
    upload = Upload.objects.visible_to(request.user, timezone.now()).filter(uid=uid).first()
    if upload is None or which not in names_of(upload):
        raise Http404
    headers = {
        "Cache-Control": "private, no-cache",
        "ETag": f'"{uid.hex}-{which}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    response = unchanged or opened(upload, which)
    for name, value in headers.items():
        response.headers[name] = value
    return response


def names_of(upload: Upload) -> set[str]:
    """The last parts of its addresses."""
    return {PHOTO, SMALL} if upload.is_photo else {f"document.{ending(upload.name)}"}


def opened(upload: Upload, which: str) -> HttpResponse:
    """The bytes under their own type; 404 where the storage has none."""
    file = upload.small if which == SMALL else upload.file
    kind = "image/webp" if which == SMALL else upload.media_type
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(content, as_attachment=not upload.is_photo, filename=upload.name, content_type=kind)


def new_files(request: HttpRequest, typed: dict[str, str]) -> NewFiles | None:
    """What a message brings: `files`, uploads' keys with commas between, and `alt-<key>`; from a form its own files too.

    What was taken from a form stands in `typed` afterwards, so that a refusal loses none of it.
    """
    is_form = request.content_type != "application/json"
    named = request.POST.getlist("files") if is_form else typed.get("files", "").split(",")
    keys = list(dict.fromkeys(str(read_uid(key.strip())) for key in named if key.strip()))
    refusal = take_from_form(request, typed, keys) if is_form else None
    typed["files"] = ",".join(keys)
    if refusal is not None:
        raise refusal
    return NewFiles([Named(UUID(key), typed.get(f"alt-{key}", "")) for key in keys]) if keys else None


def take_from_form(request: HttpRequest, typed: dict[str, str], keys: list[str]) -> Refusal | None:
    """Takes the files of a form in, and adds their keys; answers the first refusal, with the file's name."""
    first: Refusal | None = None
    for sent in request.FILES.getlist("photos"):
        try:
            keys.append(str(take(request, typed.get("cid", ""), sent, len(keys))))
        except Refusal as refusal:
            named = Refusal(refusal.code, f"{clean_name(sent.name or '')} – {refusal.message}")
            first = first or (refusal if refusal.code == "not_found" else named)
    return first


def take(request: HttpRequest, cid: str, sent: UploadedFile, before: int) -> UUID:
    """One file of a form; raises Refusal."""
    if before >= MOST:
        raise too_many()
    check_size(sent.size or 0)
    data = sent.read(MOST_BYTES)
    room_id = request.resolver_match.kwargs["room_id"] if request.resolver_match else 0
    uid = uuid5(FORMS, f"{request.user.pk} {cid} {sha256(data).hexdigest()}")
    now = timezone.now()
    return take_in(actor=request.user, room_id=room_id, uid=uid, name=sent.name or "", data=data, now=now).uid

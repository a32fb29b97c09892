"""Reads the environment once; a wrong value stops the start with the name of its setting."""

import os
import re
import secrets
from email.utils import parseaddr
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
LAST_PORT = 65535
SHORTEST_KEY = 32
FEWEST_SIGNS = 10
HOST = re.compile(r"[a-z0-9_%.-]+|[0-9a-f:]+:[0-9a-f:.]*", re.IGNORECASE)
EMAIL_SCHEMES = ("smtp", "smtps", "smtp+tls", "smtp+ssl")


def wrong(name: str, why: str) -> ImproperlyConfigured:
    """The one form of a configuration error: the setting's name, then a sentence."""
    return ImproperlyConfigured(f"{name}: {why}")


def address(name: str, text: str, example: str) -> SplitResult:
    """An address taken apart; raises ImproperlyConfigured without repeating it, as it may hold a password."""
    try:
        parts = urlsplit(text)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError as error:
        raise wrong(name, f"write it like {example}.") from error
    if not port_is_one or (parts.hostname and not HOST.fullmatch(parts.hostname)):
        raise wrong(name, f"write it like {example}.")
    return parts


def flag(name: str) -> bool:
    """A yes/no setting, absent means no; raises ImproperlyConfigured for anything but yes or no."""
    text = os.environ.get(name, "").strip().lower()
    if text in {"", "0", "no", "false", "off"}:
        return False
    if text in {"1", "yes", "true", "on"}:
        return True
    raise wrong(name, f"write 1 or 0, not {text!r}.")


def port() -> int:
    """PORT, 8000 by default; raises ImproperlyConfigured outside 1–65535."""
    text = os.environ.get("PORT", "8000")
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= LAST_PORT):
        raise wrong("PORT", f"write a number from 1 to 65535, not {text!r}.")
    return int(text)


def data_dir() -> Path:
    """HUB_DATA_DIR (default var/), made if absent; holds database, media, mails and the secret key."""
    text = os.environ.get("HUB_DATA_DIR") or "var"
    try:
        path = Path(text).expanduser().resolve()
    except (RuntimeError, ValueError) as error:
        raise wrong("HUB_DATA_DIR", f"the folder {text} cannot be found ({error}).") from error
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise wrong("HUB_DATA_DIR", f"the folder {path} cannot be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK):
        raise wrong("HUB_DATA_DIR", f"the folder {path} cannot be written to.")
    return path


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or one made once and kept in the data folder, so a sign-in survives a restart."""
    given = os.environ.get("SECRET_KEY", "")
    if given:
        if len(given.strip()) < SHORTEST_KEY or len(set(given)) < FEWEST_SIGNS:
            raise wrong("SECRET_KEY", "write at least 32 characters, taken at random.")
        return given
    path = folder / "secret.key"
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    try:
        kept = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise wrong("HUB_DATA_DIR", f"the file {path} cannot be read.") from error
    if len(kept) < SHORTEST_KEY:
        raise wrong("HUB_DATA_DIR", f"the file {path} is cut short: delete it, and people sign in anew.")
    return kept


def public_url(default: str) -> str:
    """HUB_URL, the address people type, without a path: scheme, host and port."""
    text = os.environ.get("HUB_URL") or default
    example = "https://lebanc.example"
    parts = address("HUB_URL", text, example)
    extra = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
        raise wrong("HUB_URL", f"write it like {example}, not {text!r}.")
    return text.rstrip("/")


def sender() -> str:
    """MAIL_FROM, the sender of every mail: an address, or a name and an address in angle brackets."""
    text = os.environ.get("MAIL_FROM") or "Le Banc <bonjour@lebanc.example>"
    try:
        validate_email(parseaddr(text)[1])
    except ValidationError as error:
        raise wrong("MAIL_FROM", f"write it like Le Banc <bonjour@lebanc.example>, not {text!r}.") from error
    if not text.isprintable() or not parseaddr(text)[1].isascii():
        raise wrong("MAIL_FROM", f"write it like Le Banc <bonjour@lebanc.example>, not {text!r}.")
    return text


def database(folder: Path) -> dict[str, object]:
    """Django's settings of the database: SQLite in the data folder, or what DATABASE_URL says."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'lebanc.sqlite3'}"
    example = "sqlite:////folder/file or postgres://user:password@host/name"
    parts = address("DATABASE_URL", url, example)
    if parts.scheme not in DATABASE_SCHEMES or not parts.path.strip("/") or ":memory:" in url:
        raise wrong("DATABASE_URL", f"write it like {example}.")
    try:
        settings: dict[str, object] = dict(environ.Env.db_url_config(url))
    except ValueError as error:
        raise wrong("DATABASE_URL", f"this address cannot be read ({error}).") from error
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
        # Opening the file and teaching it Django's functions takes longer than most pages' questions. Not for ever: a
        # file that was taken away or put in another's place goes on being read and written by whoever holds it open.
        settings["CONN_MAX_AGE"] = 60
    else:
        asked: dict[str, object] = dict(environ.Env.db_url_config(url).get("OPTIONS", {}))
        pool = {"min_size": 1, "max_size": 20, "timeout": 10}
        settings["OPTIONS"] = {**asked, "connect_timeout": 5, "pool": pool}
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def mail(folder: Path) -> dict[str, object]:
    """Django's mail settings: a folder of .eml files, or the SMTP server of EMAIL_URL."""
    url = os.environ.get("EMAIL_URL", "")
    if not url:
        return {"EMAIL_BACKEND": "hub.mail.folder.FolderBackend", "EMAIL_FILE_PATH": str(folder / "mails")}
    example = "smtp+tls://user:password@host:587"
    parts = address("EMAIL_URL", url, example)
    if parts.scheme not in EMAIL_SCHEMES or not parts.hostname:
        raise wrong("EMAIL_URL", f"write it like {example}.")
    return {**environ.Env.email_url_config(url), "EMAIL_TIMEOUT": 10}


def redis_url() -> str:
    """REDIS_URL, the doorbell between processes; without it, each process polls."""
    url = os.environ.get("REDIS_URL", "")
    example = "redis://127.0.0.1:6379/0"
    if url and address("REDIS_URL", url, example).scheme not in {"redis", "rediss"}:
        raise wrong("REDIS_URL", f"write it like {example}.")
    return url


def addresses(name: str, default: str) -> set[str]:
    """IP addresses, separated by commas."""
    words = [word.strip() for word in (os.environ.get(name) or default).split(",")]
    try:
        return {str(ip_address(word)) for word in words if word}
    except ValueError as error:
        raise wrong(name, "write IP addresses, separated by commas, like 10.0.0.2,10.0.0.3.") from error


def media_storage(folder: Path) -> dict[str, object]:
    """Where uploads live: a folder, or an S3-compatible bucket by MEDIA_URL=s3://key:secret@host/bucket."""
    url = os.environ.get("MEDIA_URL", "")
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            # As text: the task that deletes a file carries where it lies.
            "OPTIONS": {"location": str(folder / "media"), "base_url": "/media/"},
        }
    example = "s3://key:secret@host/bucket"
    parts = address("MEDIA_URL", url, example)
    bucket = parts.path.strip("/")
    keyed = parts.hostname and parts.username and parts.password
    if parts.scheme not in {"s3", "s3+http"} or not keyed or not bucket or "/" in bucket:
        raise wrong("MEDIA_URL", f"write it like {example}.")
    if find_spec("storages") is None:
        raise wrong("MEDIA_URL", "a bucket needs the extra s3: pip install '.[s3]'.")
    scheme = "http" if parts.scheme == "s3+http" else "https"
    where = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    return {
        "BACKEND": "hub.bucket.Bucket",
        "OPTIONS": {
            "access_key": parts.username,
            "secret_key": parts.password,
            "bucket_name": bucket,
            "endpoint_url": f"{scheme}://{where}",
            "file_overwrite": False,
        },
    }

"""Opens every address of a running demo's facts file as whoever it is for: nobody, or one of the demo's people."""

import json
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

PEOPLE = ("mentor", "other_mentor", "coordinator", "admin")
# Not pages: the first takes posts alone, the second is a socket.
NO_PAGES = {"post", "live"}


def sign_in(base: str, signin: str, person: dict[str, str]) -> OpenerDirector:
    """A browser with that person's session."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    browser.open(base + signin).read()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = {"login": person["email"], "password": person["password"], "csrfmiddlewaretoken": token}
    page = browser.open(Request(f"{base}{signin}demo/", urlencode(form).encode(), {"Origin": base}))  # noqa: S310  # our own
    assert "espace" in page.url, page.url
    return browser


def opens(browser: OpenerDirector, url: str, signin: str) -> bool:
    """Whether one sees the page itself, and not the door."""
    try:
        answer = browser.open(url)
    except HTTPError as error:
        if error.code not in {401, 403, 404}:
            raise
        return False
    return answer.status == 200 and (signin not in answer.url or url.endswith(signin))


def main(path: str, base: str) -> None:
    """Raises AssertionError with the addresses that nobody can open."""
    facts = json.loads(Path(path).read_text(encoding="utf-8"))
    assert facts["base_url"] == base, facts["base_url"]
    signin = facts["urls"]["signin"]
    browsers = [build_opener(), *(sign_in(base, signin, facts["people"][name]) for name in PEOPLE)]
    pages = {name: url for name, url in facts["urls"].items() if name not in NO_PAGES}
    shut = [name for name, url in pages.items() if not any(opens(one, base + url, signin) for one in browsers)]
    assert shut == [], f"nobody can open: {shut}"
    sys.stdout.write(f"every address of demo.json opens: {', '.join(pages)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

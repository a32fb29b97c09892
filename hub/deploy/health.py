"""Asks the server on this machine how it is, for Docker; needs nothing of the project, so it costs little."""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

PATIENCE = 12  # a server waits 10 s for its database before it says 503


def ask(port: int) -> tuple[int, str]:
    """Status and words, under the one name that the server answers to."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/sante/", headers={"Host": urlsplit(os.environ["HUB_URL"]).netloc})
    answer = connection.getresponse()
    return answer.status, answer.read().decode().strip()


def main(port: int) -> int:
    """0 for a server that is well; says what it heard."""
    try:
        status, words = ask(port)
    except (OSError, HTTPException) as error:
        status, words = 0, f"no answer ({error})"
    sys.stdout.write(f"{words}\n")
    return 0 if status == 200 else 1  # noqa: PLR2004  # HTTP's word for well


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 8000))

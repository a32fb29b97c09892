"""What an action answers when the rules say no."""


class Refusal(Exception):  # noqa: N818  # a refusal is an answer, not an error
    """A rule said no: `code` for programs, `message` a sentence in the reader's language."""

    # The field of a page's form that it is about, where it is about one.
    field = ""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

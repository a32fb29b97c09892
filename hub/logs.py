"""What a log must not hold: addresses that are keys (nginx.conf has the same list)."""

import logging
import re

KEYS = re.compile(
    r"(/agenda/moi/|/place/|/entree/|/porte/|/accord/|/retrait/|/prevenir/|/abonne/|/reprise/|/suivi/|/i/|/[a-z]+/merci/)[^\s'\"<>]+"
)


class WithoutKeys(logging.Formatter):
    """Leaves out what follows in such an address, in the sentence and in a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """As it is written down."""
        return KEYS.sub(r"\1...", super().format(record))

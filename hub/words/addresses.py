"""E-mail addresses as people mistype them."""

from difflib import get_close_matches

KNOWN_DOMAINS = [
    "gmail.com",
    "hotmail.com",
    "hotmail.fr",
    "hotmail.be",
    "outlook.com",
    "outlook.fr",
    "outlook.be",
    "live.fr",
    "live.be",
    "live.nl",
    "yahoo.com",
    "yahoo.fr",
    "yahoo.be",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "laposte.net",
    "sfr.fr",
    "bbox.fr",
    "numericable.fr",
    "neuf.fr",
    "icloud.com",
    "me.com",
    "skynet.be",
    "telenet.be",
    "proximus.be",
    "scarlet.be",
    "voo.be",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "xs4all.nl",
    "hetnet.nl",
    "home.nl",
    "gmx.fr",
    "gmx.com",
    "proton.me",
    "protonmail.com",
]


def better_address(email: str) -> str:
    """The address probably meant where the domain is a near miss of a well-known one; "" otherwise."""
    name, _at, domain = email.rpartition("@")
    domain = domain.lower()
    if domain in KNOWN_DOMAINS:
        return ""
    near = get_close_matches(domain, KNOWN_DOMAINS, n=1, cutoff=0.84)
    return f"{name}@{near[0]}" if near else ""

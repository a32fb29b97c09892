"""What is said in the benchmark."""

import re

BODY = (
    "Bonjour à toutes et à tous, je serai à l’atelier de jeudi, et j’apporte les fiches que nous avons préparées "
    "ensemble la semaine dernière. Qui peut venir une demi-heure plus tôt pour ouvrir la salle ?"
)
# What the others send: the event that ours sends of that text, with a number of its own.
EVENT = (
    '{"t":"ev","topic":"room:1","s":1,"h":"9f3c01ab","k":"post","target":812,"at":"2026-11-26T09:30:00Z","d":3,"seq":1,'
    '"rev":1,"by":{"id":12,"name":"Hélène M."},"html":"<p>' + BODY + '</p>"}'
)


def numbered(number: int) -> str:
    """The event of that number."""
    return re.sub(r'"s":\d+', f'"s":{number}', EVENT, count=1)

"""The questions people ask, and their answers, in Dutch."""

QUESTIONS = [
    (
        "Moet ik iets bijzonders kunnen?",
        "<p>Nee. U bent ouder dan 50, u hebt tijd en u luistert graag. De opleiding doet de rest.</p>",
    ),
    (
        "Kost het mij iets?",
        "<p>Nee. De opleiding is gratis. Uw reiskosten voor de opleiding krijgt u op verzoek terug.</p>",
    ),
    ("Hoeveel tijd vraagt het?", "<p>Twee uur per week, zes maanden lang. Daarvoor volgt u vier dagen opleiding.</p>"),
    (
        "En als ik op vakantie ga?",
        "<p>U spreekt met de jongere af om te bellen of even te pauzeren. Dat is nooit een probleem.</p>",
    ),
    ("Mag ik nog werken?", "<p>Ja. Veel mentoren werken nog. U kiest de uren samen met de jongere.</p>"),
    (
        "Wie begeleid ik?",
        "<p>Een jongvolwassene die elders is geboren, of wiens familie van elders komt. Hij of zij zoekt werk of een opleiding.</p>",
    ),
    ("Wie kiest het duo?", "<p>Het team stelt een ontmoeting voor. U zegt ja of nee, en de jongere ook.</p>"),
    (
        "Wat doet de vaste begeleider?",
        "<p>Die volgt uw duo van begin tot eind, geeft antwoord en raad, en helpt als het moeilijk wordt.</p>",
    ),
    ("Mag ik stoppen?", "<p>Ja, op elk moment. Bel uw begeleider. Die zoekt een vervolg voor de jongere.</p>"),
    ("Is alles ter plaatse?", "<p>Zoals u wilt. De sessies en workshops zijn er ook online.</p>"),
    ("Moet ik met een computer kunnen werken?", "<p>Nee. Een telefoon volstaat, en wij helpen u.</p>"),
    ("En na de zes maanden?", "<p>U begint een nieuw duo, u neemt een pauze, of u blijft bij ons.</p>"),
]
ACCORDION = [{"question": question, "answer": answer} for question, answer in QUESTIONS]

"""The demo's dates of Rotterdam, in its own language: (title, what is said of it), per kind; what they are about."""

TEXTS = {
    "workshop": [
        (
            "Een cv lezen met een recruiter",
            "We lezen samen drie cv’s met een frisse blik. Neem het cv van uw mentee mee, zonder naam.",
        ),
        (
            "Een sollicitatiegesprek oefenen",
            "Rollenspel in tweetallen, daarna bespreken we het samen. U hoeft niets voor te bereiden.",
        ),
        ("Luisteren zonder meteen te adviseren", "Een ochtend met oefeningen, met een trainer in actief luisteren."),
    ],
    "peer_exchange": [
        (
            "De eerste afspraak",
            "Hoe bereidde u zich voor, wat zei u, wat zou u anders doen? In een kleine groep; wat we zeggen blijft onder ons.",
        ),
        ("Als het stroef loopt", "Eén gemiste afspraak, dan twee: we delen wat het weer op gang bracht."),
    ],
    "apero": [
        ("Borrel van de mentoren", "Een drankje en de laatste nieuwtjes. Iedereen betaalt wat hij drinkt."),
        ("Borrel aan de haven", "Om de andere lichtingen te leren kennen. U mag iemand meebrengen."),
    ],
    "lunch": [
        ("Samen lunchen op donderdag", "We eten samen, zonder agenda. Neem iets mee om te delen."),
    ],
    "celebration": [
        (
            "Een half jaar samen: dat vieren we",
            "Zes maanden samen, en nu verder. Mentoren en mentees vertellen erover.",
        ),
    ],
}
LEADERS = {
    "Een cv lezen met een recruiter": "Marieke de Wit, recruiter in de haven",
    "Luisteren zonder meteen te adviseren": "Joke Verbeek, trainer in actief luisteren",
}
THEMES = {
    "Een cv lezen met een recruiter": "job",
    "Een sollicitatiegesprek oefenen": "job",
    "Luisteren zonder meteen te adviseren": "bond",
    "De eerste afspraak": "bond",
    "Als het stroef loopt": "bond",
    "Een half jaar samen: dat vieren we": "bond",
}

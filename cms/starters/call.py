"""What a new call begins with: the words of its page in each language, which editors then make their own."""

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "title": "Devenez mentor à {city}",
        "lead": "Accompagnez un jeune vers l’emploi, deux heures par semaine pendant six mois.",
        "description": "Choisissez une séance d’information à {city} ou en ligne. Deux heures par semaine, six mois, formation offerte.",
        "heading": "Être mentor à {city}",
        "about": "L’équipe de {city} forme une nouvelle promotion de mentors. Vous avez plus de 50 ans et l’envie d’écouter ? La formation fait le reste.",
        "steps": (
            "Ce qui vous attend",
            ("Une séance d’information", "Une heure et demie, en groupe, sans engagement."),
            ("Un entretien", "Une heure pour parler de vous et de vos disponibilités."),
            ("Quatre jours de formation", "Avec votre promotion, près de chez vous."),
            ("Votre duo", "Un rendez-vous par semaine, et une personne de l’équipe à vos côtés."),
        ),
        "questions": (
            "Bon à savoir",
            ("Comment venir ?", "L’adresse et l’accès sont indiqués sous chaque date. Tous nos lieux sont accessibles en fauteuil roulant."),
            ("Que se passe-t-il après la séance ?", "Nous vous proposons un entretien d’une heure, dans les dix jours. Vous pouvez aussi en rester là."),
            ("Et si je manque un jour de formation ?", "Vous le rattrapez avec la promotion suivante. Votre place reste la vôtre."),
        ),
        "note": ("Vous hésitez ?", "Venez à une séance. Elle ne vous engage à rien, et des mentors y répondent à vos questions."),
    },
    "nl": {
        "title": "Word mentor in {city}",
        "lead": "Begeleid een jongere naar werk, twee uur per week, zes maanden lang.",
        "description": "Kies een infosessie in {city} of online. Twee uur per week, zes maanden, gratis opleiding.",
        "heading": "Mentor zijn in {city}",
        "about": "Het team van {city} leidt een nieuwe groep mentoren op. Bent u ouder dan 50 en luistert u graag? De opleiding doet de rest.",
        "steps": (
            "Wat u te wachten staat",
            ("Een infosessie", "Anderhalf uur, in groep, zonder verplichting."),
            ("Een gesprek", "Een uur over u en de tijd die u hebt."),
            ("Vier dagen opleiding", "Met uw groep, dicht bij u."),
            ("Uw duo", "Elke week een afspraak, en iemand van het team aan uw zijde."),
        ),
        "questions": (
            "Goed om te weten",
            ("Hoe kom ik er?", "Het adres en de toegang staan bij elke datum. Al onze plaatsen zijn toegankelijk met een rolstoel."),
            ("Wat gebeurt er na de sessie?", "Wij stellen u binnen tien dagen een gesprek van een uur voor. U mag het ook daarbij laten."),
            ("En als ik een opleidingsdag mis?", "U haalt hem in met de volgende groep. Uw plaats blijft de uwe."),
        ),
        "note": ("Twijfelt u nog?", "Kom naar een sessie. Ze verplicht u tot niets, en mentoren antwoorden er op uw vragen."),
    },
    "en": {
        "title": "Become a mentor in {city}",
        "lead": "Go along with a young person on the way to a job, two hours a week for six months.",
        "description": "Choose an information session in {city} or online. Two hours a week, six months, training free of charge.",
        "heading": "Being a mentor in {city}",
        "about": "The team in {city} is training a new group of mentors. You are over 50 and like to listen? The training does the rest.",
        "steps": (
            "What awaits you",
            ("An information session", "An hour and a half, in a group, without obligation."),
            ("An interview", "An hour to speak of you and of when you are free."),
            ("Four days of training", "With your promotion, near you."),
            ("Your duo", "A meeting every week, and somebody of the team at your side."),
        ),
        "questions": (
            "Good to know",
            ("How do I get there?", "The address and the access stand under each date. All our places can be reached by wheelchair."),
            ("What happens after the session?", "We propose an interview of an hour within ten days. You may also leave it at that."),
            ("What if I miss a training day?", "You make it up with the next promotion. Your place stays yours."),
        ),
        "note": ("Not sure yet?", "Come to a session. It binds you to nothing, and mentors there answer your questions."),
    },
}  # fmt: skip


def call_words(code: str, city: str) -> dict[str, Any]:
    """{title, lead, search_description, body} of a new call's page in this language."""
    words = WORDS[code]
    about = words["about"].format(city=city)
    heading, *steps = words["steps"]
    good, *questions = words["questions"]
    title, text = words["note"]
    return {
        "title": words["title"].format(city=city),
        "lead": words["lead"],
        "search_description": words["description"].format(city=city),
        "body": [
            ("text", f"<h2>{words['heading'].format(city=city)}</h2><p>{about}</p>"),
            ("steps", {"heading": heading, "items": [{"title": name, "text": said} for name, said in steps]}),
            ("accordion", {"heading": good, "items": [asked(*row) for row in questions]}),
            ("callout", {"title": title, "text": f"<p>{text}</p>"}),
        ],
    }


def asked(question: str, answer: str) -> dict[str, str]:
    """One question as its block keeps it."""
    return {"question": question, "answer": f"<p>{answer}</p>"}

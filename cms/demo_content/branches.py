"""What the demo's branches say of themselves: an introduction, a few sentences, and what happens there."""

from typing import Any

LIST: dict[str, dict[str, str]] = {
    "fr": {
        "title": "Nos antennes",
        "lead": "<p>Six villes, trois pays, une même façon de faire. Choisissez l’antenne la plus proche de chez vous.</p>",
        "description": "Paris, Lille, Marseille, Lyon, Bruxelles et Rotterdam : adresse, téléphone, appels et prochaines dates.",
        "about": "Ici, à {city}",
        "habits": "Ce qui se passe chez nous",
    },
    "nl": {
        "title": "Onze afdelingen",
        "lead": "<p>Zes steden, drie landen, één manier van werken. Kies de afdeling het dichtst bij u.</p>",
        "description": "Parijs, Rijsel, Marseille, Lyon, Brussel en Rotterdam: adres, telefoon, oproepen en volgende data.",
        "about": "Hier, in {city}",
        "habits": "Wat er bij ons gebeurt",
    },
    "en": {
        "title": "Our branches",
        "lead": "<p>Six cities, three countries, one way of working. Choose the branch nearest to you.</p>",
        "description": "Paris, Lille, Marseille, Lyon, Brussels and Rotterdam: address, phone, calls and next dates.",
        "about": "Here, in {city}",
        "habits": "What happens here",
    },
}
# {language: {branch: (introduction, about, habits)}}
_WORDS: dict[str, dict[str, tuple[str, str, list[str]]]] = {
    "fr": {
        "paris": (
            "La plus grande de nos antennes, à deux pas du métro Voltaire.",
            "Quatre référents suivent les duos de toute l’Île-de-France. Les jeunes viennent de Bobigny comme de Versailles. Les rendez-vous ont lieu là où c’est simple pour les deux.",
            ["Un atelier le premier samedi du mois.", "Un apéro de mentors chaque trimestre.", "Une permanence en ligne le jeudi soir."],
        ),
        "lille": (
            "Entre la ville et la frontière, une équipe que l’on croise souvent au café d’en bas.",
            "Nadia et son équipe accompagnent les duos de la métropole. Plusieurs entreprises du textile et du soin nous ouvrent leurs portes. Certains mentors viennent de Tournai ou de Mouscron.",
            ["Un déjeuner de mentors le dernier mardi du mois.", "Des échanges entre pairs en petit groupe.", "Des simulations d’entretien avec des recruteurs."],
        ),
        "marseille": (
            "À l’étage d’une maison d’associations, avec vue sur les quais.",
            "Les duos marchent, prennent le bateau du Frioul, ou s’assoient à la bibliothèque. L’équipe connaît bien les métiers du port, de l’hôtellerie et de la santé.",
            ["Une marche de mentors au printemps.", "Un atelier CV chaque mois.", "Des visites d’entreprises du port."],
        ),
        "lyon": (
            "Notre antenne la plus jeune : on s’y appelle par son prénom.",
            "L’antenne a ouvert fin 2024. Les promotions y sont petites, douze personnes au plus. Tout reste à inventer, et vos idées comptent.",
            ["Un repas partagé à chaque rentrée.", "Des ateliers avec les écoles du soir.", "Une promenade au parc pour se rencontrer."],
        ),
        "bruxelles": (
            "C’est ici que tout a commencé, en 2013, en trois langues.",
            "Les duos parlent français, néerlandais ou anglais, et parfois les trois. L’équipe travaille avec les maisons de quartier et les services de l’emploi des deux régions.",
            ["Une table de conversation le mercredi.", "Des ateliers en deux langues.", "Une fête des duos en juin."],
        ),
        "rotterdam": (
            "Près de la gare, dans un quartier où se parlent cent langues.",
            "La formation se fait en néerlandais. Beaucoup de jeunes cherchent dans la logistique, la technique ou le soin. Les mentors viennent aussi de La Haye et de Delft.",
            ["Un café de mentors le vendredi matin.", "Des visites d’ateliers au port.", "Un accompagnement pour les diplômes étrangers."],
        ),
    },
    "nl": {
        "paris": (
            "Onze grootste afdeling, vlak bij metro Voltaire.",
            "Vier begeleiders volgen de duo’s uit de hele streek. De jongeren komen van Bobigny tot Versailles. Afspreken doet u waar het voor beiden makkelijk is.",
            ["Een workshop op de eerste zaterdag van de maand.", "Elk kwartaal een borrel voor mentoren.", "Op donderdagavond een online spreekuur."],
        ),
        "lille": (
            "Tussen stad en grens, met een team dat u vaak in het café beneden ziet.",
            "Nadia en haar team begeleiden de duo’s uit de streek. Bedrijven uit textiel en zorg zetten hun deuren open. Sommige mentoren komen uit Doornik of Moeskroen.",
            ["Een lunch op de laatste dinsdag van de maand.", "Uitwisseling in een kleine groep.", "Oefengesprekken met mensen die aanwerven."],
        ),
        "marseille": (
            "Boven in een verenigingshuis, met zicht op de kades.",
            "Duo’s wandelen, nemen de boot of zitten in de bibliotheek. Het team kent de beroepen van de haven, de horeca en de zorg goed.",
            ["Een wandeling in de lente.", "Elke maand een workshop over het cv.", "Bezoeken aan bedrijven in de haven."],
        ),
        "lyon": (
            "Onze jongste afdeling: iedereen kent er elkaars voornaam.",
            "De afdeling opende eind 2024. De groepen zijn er klein, hoogstens twaalf mensen. Er is nog veel te bedenken, en uw ideeën tellen.",
            ["Een gedeelde maaltijd in september.", "Workshops met avondscholen.", "Een wandeling in het park om elkaar te leren kennen."],
        ),
        "bruxelles": (
            "Hier begon alles, in 2013, in drie talen.",
            "Duo’s spreken Nederlands, Frans of Engels, en soms alle drie. Het team werkt met buurthuizen en met de diensten voor werk van beide gewesten.",
            ["Een praattafel op woensdag.", "Workshops in twee talen.", "Een feest voor de duo’s in juni."],
        ),
        "rotterdam": (
            "Bij het station, in een wijk waar honderd talen klinken.",
            "De opleiding is in het Nederlands. Veel jongeren zoeken werk in logistiek, techniek of zorg. Mentoren komen ook uit Den Haag en Delft.",
            ["Koffie voor mentoren op vrijdagochtend.", "Bezoeken aan werkplaatsen in de haven.", "Hulp bij buitenlandse diploma’s."],
        ),
    },
    "en": {
        "paris": (
            "The largest of our branches, close to Voltaire underground station.",
            "Four référents look after the duos of the whole region. The young people come from Bobigny as well as from Versailles. One meets where it is easy for both.",
            ["A workshop on the first Saturday of the month.", "Drinks for mentors every quarter.", "An online hour on Thursday evenings."],
        ),
        "lille": (
            "Between the city and the border, with a team you often meet in the café downstairs.",
            "Nadia and her team look after the duos of the area. Textile and care firms open their doors to us. Some mentors come from Tournai or Mouscron.",
            ["A mentors’ lunch on the last Tuesday of the month.", "Peer exchanges in a small group.", "Practice interviews with recruiters."],
        ),
        "marseille": (
            "On the top floor of a house of associations, with a view of the quays.",
            "Duos walk, take the ferry, or sit in the library. The team knows the trades of the port, of hotels and of care.",
            ["A mentors’ walk in spring.", "A workshop on CVs every month.", "Visits to firms in the port."],
        ),
        "lyon": (
            "Our youngest branch: everybody is on first-name terms.",
            "The branch opened at the end of 2024. Promotions are small, twelve people at most. Much is still to be invented, and your ideas count.",
            ["A shared meal every September.", "Workshops with evening schools.", "A walk in the park to get to know one another."],
        ),
        "bruxelles": (
            "This is where it all began, in 2013, in three languages.",
            "Duos speak French, Dutch or English, and sometimes all three. The team works with community centres and the employment services of both regions.",
            ["A conversation table on Wednesdays.", "Workshops in two languages.", "A party for the duos in June."],
        ),
        "rotterdam": (
            "Near the station, in a quarter where a hundred languages are spoken.",
            "The training is in Dutch. Many young people look for work in logistics, engineering or care. Mentors also come from The Hague and Delft.",
            ["Coffee for mentors on Friday mornings.", "Visits to workshops in the port.", "Help with foreign diplomas."],
        ),
    },
}  # fmt: skip


def branch_words(code: str, slug: str, city: str) -> tuple[str, list[Any]]:
    """(introduction, body) of a branch's page in one language."""
    lead, about, habits = _WORDS[code][slug]
    words = LIST[code]
    listed = "".join(f"<li>{habit}</li>" for habit in habits)
    text = f"<h2>{words['about'].format(city=city)}</h2><p>{about}</p><h3>{words['habits']}</h3><ul>{listed}</ul>"
    return lead, [("text", text)]

"""Forty invented applicants."""

_NAMES = (
    "Pierre Garnier, Monique Faure, Rachid Amrani, Danielle Colin, Yves Renault, Fatima Cherif, Jean-Luc Perrin, Odile Masson, "
    "Christian Boyer, Nicole Adam, Philippe Lopez, Sylvie Meunier, Thierry Caron, Evelyne Picard, Dominique Roy, Patricia Noël, "
    "Daniel Meyer, Chantal Dufour, Serge Blanchard, Liliane Brun, Marc Peeters, Greet Willems, Jan de Vries, Ingrid Jansen, "
    "Ahmed Benali, Claudine Poirier, Gilles Fontaine, Viviane Leroux, Roland Arnaud, Josette Guérin, Didier Muller, Colette Henry, "
    "Bruno Rousseau, Arlette Mathieu, Pascal Gauthier, Simone Barbier, Joël Lemaire, Huguette Dupuis, Francis Aubert, Paulette Vidal"
)
APPLICANTS: list[dict[str, str]] = [
    {
        "first_name": name.partition(" ")[0],
        "last_name": name.partition(" ")[2],
        "email": f"candidature{number:02}@candidats.example",
        "phone": f"06 39 98 {number:02} {number + 11:02}" if number % 3 else "",
    }
    for number, name in enumerate(_NAMES.split(", "), start=1)
]

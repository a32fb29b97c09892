"""What new pages begin with, in English: data only."""

from typing import Any

TITLE = "[[To translate: {title}]]"
PAGES: dict[str, dict[str, Any]] = {
    "antenne": {
        "title": "{city}",
        "lead": "[[One sentence that is true of {city} alone: what one sees, whom one meets.]]",
        "description": "{city}: address, phone, calls for mentors and the next dates.",
        "body": [
            ("text", "<h2>Here, in {city}</h2><p>[[Who the team is, and where the young people come from: three sentences.]]</p><h3>What happens here</h3><ul><li>[[Something regular: a lunch, a workshop.]]</li><li>[[What the mentors do together.]]</li></ul>"),
            ("callout", {"title": "Not sure yet?", "text": "<p>Come to a session. It binds you to nothing, and mentors there answer your questions.</p>"}),
        ],
    },
    "temoignages": {
        "title": "In their own words",
        "description": "What mentors and young people say, in their own words and with their agreement.",
        "body": [
            ("text", "<p>What people who have been in a duo say, in their own words and with their agreement. [[One sentence of yours.]]</p>"),
            ("callout", {"title": "And you?", "text": "<p>[[Whom to tell about one’s duo: a first name, a phone number.]] Your words go as soon as you ask.</p>"}),
        ],
    },
    "questions": {
        "title": TITLE,
        "body": [
            ("accordion", {"heading": "", "items": [
                ("How much time does it take?", "Two hours a week for six months. The training takes four days."),
                ("Does it cost anything?", "No. The training is free of charge."),
                ("[[A question, as people ask it]]", "[[The answer in three sentences. Say who does what, and when.]]"),
            ]}),
        ],
    },
    "fiche": {
        "title": TITLE,
        "lead": "[[What one can do after reading it, in one sentence.]]",
        "body": [
            ("text", "<p>[[What matters most, for whoever has thirty seconds.]]</p><h2>What helps</h2><ul><li>[[One piece of advice a line, the verb first.]]</li></ul><h2>What is better avoided</h2><ul><li>[[A trap, and why.]]</li></ul><h2>Whom to talk to</h2><p>Your référent knows your duo. [[Somebody else, if there is anybody.]]</p>"),
        ],
    },
    "page": {
        "title": TITLE,
        "body": [
            ("text", "<p>[[Whom this page is for, and what one finds here: two sentences.]]</p><h2>[[A heading that says what matters]]</h2><p>[[Short paragraphs, one idea in each.]]</p>"),
            ("callout", {"title": "And then?", "text": "<p>[[What one does after reading: call, come, choose a date.]]</p>"}),
        ],
    },
}  # fmt: skip

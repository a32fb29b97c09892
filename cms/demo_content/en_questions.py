"""The questions people ask, and their answers, in English."""

QUESTIONS = [
    (
        "Do I need special skills?",
        "<p>No. Being over 50, having time and wanting to listen is enough. The training does the rest.</p>",
    ),
    (
        "Does it cost me anything?",
        "<p>No. The training is free. Your travel to the training is refunded if you ask.</p>",
    ),
    ("How much time does it take?", "<p>Two hours a week for six months. Before that, four training days.</p>"),
    (
        "What if I go on holiday?",
        "<p>You agree with the young person to call each other, or to pause. It is never a problem.</p>",
    ),
    (
        "Can I be a mentor while I still work?",
        "<p>Yes. Many mentors work. You choose the hours together with the young person.</p>",
    ),
    (
        "Whom do I accompany?",
        "<p>A young adult born elsewhere, or whose family came from elsewhere. They look for a job or a course.</p>",
    ),
    ("Who chooses the duo?", "<p>The team proposes a meeting. You say yes or no, and so does the young person.</p>"),
    (
        "What does the référent do?",
        "<p>They follow your duo from beginning to end. They answer, advise, and step in when it is hard.</p>",
    ),
    ("Can I stop?", "<p>Yes, at any time. Tell your référent, who finds a way on for the young person.</p>"),
    ("Is everything in person?", "<p>As you like. Sessions and workshops also exist online.</p>"),
    ("Must I be good with computers?", "<p>No. A phone is enough, and we help you.</p>"),
    ("And after the six months?", "<p>You can begin another duo, take a break, or simply stay among us.</p>"),
]
ACCORDION = [{"question": question, "answer": answer} for question, answer in QUESTIONS]

"""What is searched for among odd signs: both databases find what the words say, and show it."""

import random

from community.models import Post
from hub.search.ask import Asked, read_words
from hub.search.excerpt import excerpt
from hub.search.fold import fold

TEXT = """été e\u0301 L’œuvre à l' d’ @Paul paul@x.fr 06 18\u00a0h x Y presqu’île C++ # !!! « » " ' \\ % _ & | <-> :* - ?
rendez-vous aujourd’hui ß İ ﬁ \u200d 👍 Ⅷ ² ½ ٣ 漢字 ſ ǆ co\u00adop"""
SIGNS = [*TEXT.replace("\n", " ").split(" "), "a" * 70]


def test_each_database_finds_what_the_words_say(transactional_db, cast, now):
    chance = random.Random(5)  # noqa: S311  # draws texts
    texts = [" ".join(chance.choices(SIGNS, k=chance.randint(1, 8))) for _ in range(80)]
    facts = {"room_id": cast.promotion.room_id, "discussion": cast.promotion.room.discussions.get(), "created_at": now}
    Post.objects.bulk_create(Post(seq=1000 + at, body=text, words=fold(text), **facts) for at, text in enumerate(texts))

    for _ in range(150):
        asked = Asked(*read_words("".join(chance.choices([*SIGNS, " ", " "], k=4))))
        found = set(asked.in_words(Post.objects.all()).values_list("body", flat=True))

        assert found == {text for text in texts if answers(fold(text), asked)}, asked
        for text in found if asked.anything else ():
            assert any(piece.marked for piece in excerpt(text, asked.words, asked.phrases)), (text, asked)


def answers(words, asked):
    begun = all(any(word.startswith(one) for word in words.split()) for one in asked.words)
    return begun and all(f" {phrase} " in f" {words} " for phrase in asked.phrases)

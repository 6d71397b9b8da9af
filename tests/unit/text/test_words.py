"""Where a word begins and ends: the rules that `playbook.text.terms.words` states, one by one, on real texts."""

import pytest

from playbook.text.terms.matcher import Matcher, TopicSpec, mentions_term, term_places


@pytest.mark.parametrize(
    ("text", "term"),
    [
        # any case, any spelling of the same letters
        ("DIE STRASSE", "straße"),
        ("Straße", "STRASSE"),
        ("ΣΟΦΟΣ", "σοφος"),
        ("i\u0307stanbul", "İSTANBUL"),
        ("LE CAFE\u0301!", "café"),
        ("ＦＲＥＥ beer", "free"),
        ("fr\u200bee", "free"),
        ("fr\u00adee", "free"),
        ("kill\n\n you", "kill you"),
        ("don’t miss it", "don't miss"),
        ("don't miss it", "don’t  miss"),
        ("co\u2011op", "co-op"),
        # beside signs
        ("Acme.", "acme"),
        ("(acme)", "acme"),
        ("acme-made", "acme"),
        ("re-elect", "elect"),
        ("anti-acme", "acme"),
        ("acme™ and acme²", "acme"),
        ("https://acme.example/", "acme"),
        ("🔥FREE🔥", "free"),
        ("_acme_ and __init__", "acme"),
        ("*acme*", "acme"),
        # tags
        ("#ad now", "#ad"),
        ("Now #AD!", "#ad"),
        ("#ad, really", "ad"),
        ("＃ad", "#ad"),
        ("#election", "election"),
        ("hi @acme.", "@acme"),
        ("hi @acme.", "acme"),
        ("今日は#ad", "#ad"),
        # terms that begin or end with a sign
        ("40% off", "%"),
        ("C++ rocks", "c++"),
        ("🔥sale", "🔥"),
        ("sale🔥", "🔥"),
        ("so :-) nice", ":-)"),
        ("costs US$5", "$5"),
        # apostrophes
        ("the acme's best", "acme"),
        ("acme’s", "acme"),
        ("I'm here", "I"),
        ("we'll see", "we"),
        ("'acme'", "acme"),
        ("‘acme’", "acme"),
        ("l'élection", "élection"),
        ("Dell’acme", "acme"),
        ("Ankara'nın", "ankara"),
        ("Osei's cakes", "Osei's"),
        ("rock'n'roll", "rock"),
        # numbers
        ("it is 5.", "5"),
        ("5, then 6", "5"),
        ("(18f)", "18f"),
        # scripts without spaces
        ("違法薬物禁止", "薬物"),
        ("ai技術", "AI"),
        ("新しいAIです", "AI"),
        ("ซื้อหวยที่นี่", "หวย"),
        ("선거는 내일", "선거"),
        ("생성형AI가", "AI"),
        ("AI선거", "선거"),
        # emoji
        ("ok👍🏽", "👍"),
        ("❤\ufe0f you", "❤"),
        ("❤ you", "❤\ufe0f"),
        ("🇷🇺🇺🇸", "🇺🇸"),
        ("🇦🇷🇺🇸", "🇺🇸"),
        ("👨\u200d👩\u200d👧!", "👨\u200d👩\u200d👧"),
    ],
)
def test_mentioned(text: str, term: str) -> None:
    assert mentions_term(text, term)
    assert term_places(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Scunthorpe", "cunt"),
        ("a class act", "ass"),
        ("который час", "кот"),
        ("naïve", "na"),
        ("nai\u0308ve", "na"),
        ("max\u0302", "max"),
        ("Zoë", "zoe"),
        ("expédition", "expedition"),
        ("acme2", "acme"),
        ("2acme", "acme"),
        ("5km", "km"),
        ("acmé", "acme"),
        ("pain_ass_pain", "ass"),
        ("acme_fan", "acme"),
        ("a____acme", "acme"),
        ("#adventure", "#ad"),
        ("#adventure", "ad"),
        ("an ad here", "#ad"),
        ("x#ad", "#ad"),
        ("info@acme.example", "@acme"),
        ("#ad_free", "#ad"),
        ("c+", "c++"),
        ("j'ai faim", "AI"),
        ("j’ai faim", "AI"),
        ("je l'ai vu", "AI"),
        ("O'Brien", "Brien"),
        ("y'all", "all"),
        ("o'clock", "clock"),
        ("rock'n'roll", "roll"),
        ("#VoteForLee", "vote for"),
        ("aujourd'hui", "hui"),
        ("we won't", "won"),
        ("you can’t", "can"),
        ("ma'am", "ma"),
        ("п'ять", "п"),
        ("1.5 or 5,000 or 0.5", "5"),
        ("1️⃣", "1"),
        ("인사과", "사과"),
        ("กี่", "ก"),
        ("👨\u200d👩\u200d👧", "👨"),
        ("👨\u200d👩\u200d👧", "👧"),
        ("👍", "👍🏽"),
        ("🇦🇷🇺🇸", "🇷🇺"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067"),
        ("", "acme"),
        ("acme", "acme corp"),
    ],
)
def test_not_mentioned(text: str, term: str) -> None:
    assert not mentions_term(text, term)
    assert term_places(text, term) == ()


@pytest.mark.parametrize(
    ("text", "term", "mentioned"),
    [
        ("Marked CUI", "CUI", True),
        ("marked cui", "CUI", False),
        ("Today I saw it", "I", True),
        ("today i saw it", "I", False),
        ("I’m here", "I", True),
        ("l'IA arrive", "IA", True),
        ("j'ai faim", "AI", False),
        ("CUI'nin", "CUI", True),
        ("Straße", "STRASSE", False),
        ("ＣＵＩ", "CUI", True),
        ("re\u0301sume\u0301", "résumé", True),
    ],
)
def test_exactly(text: str, term: str, mentioned: bool) -> None:
    matcher = Matcher([TopicSpec(exactly=(term,))])
    assert (matcher.mentioned(text) == frozenset({0})) is mentioned
    assert bool(matcher.places(text, 0)) is mentioned

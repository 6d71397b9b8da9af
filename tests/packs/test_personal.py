"""The personal pack leaves people alone."""

import pytest
from packs.facts import personal

import playbook

HARMLESS = """
Happy birthday, mum!
What a sunset. No filter needed.
I think the new tax is unfair, and the minister should resign.
Vote for whoever you like, but vote!
I am voting for the Greens this time.
Eid Mubarak to everyone who celebrates.
Jesus is risen!
I lost my faith years ago, and I am fine.
Our team lost again. What a bunch of losers we are.
This government is a joke.
Best pizza in town, no contest.
The worst film that I have ever seen.
I love my wife.
I love this song.
Two weeks in Portugal, and I never want to leave.
Great day at work today.
My boss is an idiot.
My boss is wonderful.
Looking for a new job, any tips?
Got the job!!!!
We are hiring at my wife's bakery, tell your friends
Our wages have not gone up in three years.
On strike today. See you at the picket line.
They make us work through our breaks, and it is not safe.
I was harassed at work, and management did nothing.
My employer pays women less. I have seen the payslips.
damn, this traffic
lol
🎉🎉🎉🎉🎉🎉
OMG WE ARE GETTING MARRIED
Anyone know a good dentist in Leeds?
Reading a paper on data protection, it is wild
Here is my talk from the conference: https://conf.example/talks/12
Ran 12,345 steps in 1:45:00, that is 5.2 km more than on 2026-11-20
Gin o'clock 🍸
Grandma is 90 today, and she still beats me at chess
We moved! Boxes everywhere.
Does the number 12 bus still stop at Mill Lane?
Rest in peace, old friend.
@kim you were right about the bridge
#throwbackthursday #nofilter #justbecause
"""


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_plain_posts_are_allowed_though_nothing_is_known(text: str) -> None:
    decision = playbook.evaluate(personal(text), "personal")
    assert (decision.verdict, decision.findings) == ("allow", ())


@pytest.mark.parametrize("action", ["like", "follow", "repost", "delete"])
def test_what_has_no_words_is_allowed(action: str) -> None:
    assert playbook.evaluate(personal("", action=action), "personal").verdict == "allow"


@pytest.mark.parametrize("employer", ["Acme", None])
@pytest.mark.parametrize(
    "text",
    [
        "Acme is the worst company: low pay, long hours",
        "Acme has the worst working conditions. Join the union!",
        "Speaking for my company's warehouse workers: we are underpaid",
        "Not announced yet, but Acme plans layoffs",
        "The internal memo on our wages says: internal use only",
    ],
)
def test_talk_about_pay_and_conditions_is_free(text: str, employer: str | None) -> None:
    policy = playbook.load("personal", employer_names=["Acme"])
    author = {} if employer is None else {"author": {"employer": employer}}
    assert playbook.evaluate(personal(text, **author), policy).verdict == "allow"


def test_a_logo_at_the_picket_line_is_free() -> None:
    photo = {"kind": "photo", "shows": ["logo", "uniform"]}
    assert playbook.evaluate(personal("On strike!", media=[photo]), "personal").verdict == "allow"


def test_names_of_the_employer_can_be_set() -> None:
    post = personal("Acme makes the best bridges", sponsored=False)
    assert playbook.evaluate(post, "personal").verdict == "allow"
    decision = playbook.evaluate(post, playbook.load("personal", employer_names=["Acme"]))
    assert [(one.rule, one.verdict) for one in decision.findings] == [("whose-view", "advise")]


@pytest.mark.parametrize(
    "text",
    [
        "Loving my new shoes from Otherwave!",
        "20% off with my code LAKE",
        "Otherwave kindly sent me their new kettle",
        "Otherwave sent it, and you need to try it #gifted",
    ],
)
def test_payment_is_kept_quiet_about_or_asked_about(text: str) -> None:
    known = playbook.evaluate(personal(text, sponsored=True), "personal")
    assert [(one.rule, one.verdict, one.state) for one in known.findings] == [
        ("undisclosed-payment", "deny", "fired")
    ]
    unknown = playbook.evaluate(personal(text), "personal")
    assert unknown.verdict == "review"
    assert [need.field for need in unknown.needs] == ["sponsored"]
    assert playbook.evaluate(personal(text, sponsored=False), "personal").verdict == "allow"


def test_the_offered_edit_discloses_it() -> None:
    post = personal("20% off with my code LAKE", sponsored=True)
    (finding,) = playbook.evaluate(post, "personal").findings
    assert finding.fix is not None
    assert finding.fix.edit is not None
    fixed = personal("#ad 20% off with my code LAKE", sponsored=True)
    assert playbook.evaluate(fixed, "personal").verdict == "allow"

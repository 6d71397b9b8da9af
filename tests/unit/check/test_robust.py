"""Whatever an author writes, the checker answers: long chains, rings, heaps of declarations, policies cut and
spliced.
"""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.check.module import Module
from playbook.limits import MAX_TOPIC_DEPTH, MAX_TREE_HEIGHT

Codes = Callable[..., list[str]]
CASES = Path(__file__).parents[2] / "cases" / "check"
RULES = Path(__file__).parents[4] / "shared" / "design" / "rules"

MANY = 1_000


def test_a_chain_of_lets_past_the_limit_is_one_mistake(codes: Codes) -> None:
    lets = [f"let a{index} = not a{index - 1}" for index in range(1, MANY)]
    forwards = "\n".join(["policy acme", "let a0 = sponsored", *lets])
    backwards = "\n".join(["policy acme", *reversed(lets), "let a0 = sponsored"])
    assert codes(forwards) == codes(backwards) == ["PB310"]


def test_a_chain_of_params_past_the_limit_is_one_mistake(codes: Codes) -> None:
    params = [f"param a{index}: number = a{index - 1} + 1" for index in range(1, MANY)]
    assert codes("\n".join(["policy acme", "param a0: number = 1", *params])) == ["PB310"]


def test_a_chain_of_topics_past_the_limit_is_one_mistake(codes: Codes) -> None:
    topics = [f"topic a{index} words a{index - 1}" for index in range(1, MANY)]
    assert codes("\n".join(["policy acme", 'topic a0 words "x"', *topics])) == ["PB310"]
    assert codes("\n".join(["policy acme", 'topic a0 words "x"', *topics[: MAX_TOPIC_DEPTH - 1]])) == []


def test_a_long_ring_is_one_mistake(codes: Codes) -> None:
    lets = [f"let a{index} = not a{(index + 1) % 50}" for index in range(50)]
    assert codes("\n".join(["policy acme", *lets])) == ["PB115"]
    topics = [f"topic a{index} words a{(index + 1) % 20}" for index in range(20)]
    assert codes("\n".join(["policy acme", *topics])) == ["PB118"]


def test_a_header_that_hangs_on_a_long_chain(codes: Codes) -> None:
    lets = [f"let a{index} = not a{index - 1}" for index in range(1, 100)]
    assert codes("\n".join(["policy acme for a99", "let a0 = sponsored", *lets])) == ["PB310"]


def test_a_chain_that_grows_too_deep_in_an_heir(codes: Codes) -> None:
    last = MAX_TREE_HEIGHT // 2 - 5
    lets = "\n".join(f"let a{index} = not a{index - 1}" for index in range(1, last + 1))
    more = "\n".join(f"let b{index} = not b{index - 1}" for index in range(1, last + 1))
    base = f"policy base let a0 = sponsored\n{lets}"
    assert codes(f"policy acme use base rule a when not a{last} warn", base=base) == []
    assert codes(f"policy acme use base let b0 = not a{last}\n{more}", base=base) == ["PB310"]


def test_an_heir_of_what_is_too_deep_itself(codes: Codes) -> None:
    lets = "\n".join(f"let a{index} = not a{index - 1}" for index in range(1, MANY))
    base = f"policy base let a0 = publish_at is within weekdays\n{lets}"
    assert codes(f"policy acme use base rule a when not a{MANY - 1} warn", base=base) == ["PB310"]
    assert codes("policy acme use base rule a when sponsored warn", base=base) == []


def test_many_paths_to_one_file(codes: Codes) -> None:
    """Twenty storeys, two doors each: a million paths, and one file at the end of all of them."""
    files = {"base": "policy base param limit: number = 3 rule tags when count(hashtags) > limit warn"}
    below = "base"
    for index in range(20):
        for side in "lr":
            files[f"{side}{index}"] = f"policy {side}{index} extends {below}"
        files[f"m{index}"] = f"policy m{index} extends l{index} extends r{index}"
        below = f"m{index}"
    assert codes(f'policy acme extends {below} change rule tags to deny because "so"', **files) == []


def test_many_operands_and_declarations(codes: Codes) -> None:
    chain = " or ".join(["sponsored"] * MANY)
    names = ", ".join(f'"t{index}"' for index in range(MANY))
    rules = "\n".join(f"rule a{index} when text mentions t{index % 20} warn" for index in range(MANY))
    topics = "\n".join(f'topic t{index} words "t{index}"' for index in range(20))
    text = f"policy acme\nlet a = {chain}\nparam b: list of text = [{names}]\n{topics}\n{rules}"
    assert codes(text) == []


def test_many_mistakes_are_all_reported(codes: Codes) -> None:
    rules = "\n".join(f"rule a{index} when sponsered and author.nme is 3 warn" for index in range(200))
    assert codes(f"policy acme\n{rules}") == ["PB101", "PB201"] * 200


def test_ten_mistakes_in_ten_places_are_ten(codes: Codes) -> None:
    text = """policy acme timezone "Europe/Pariss"
param few: nmber = 3
let many = count(hashtgs) > few
topic politics words "election", votes
rule a when account.kind is profesional deny
rule b when author.nme is "x" deny
rule c when lenght(text) > 3 deny
rule d when text mentions politicks deny
rule e when count(media) > "3" deny
test "x" given sponsored = true expect deny from f
"""
    found = ["PB601", "PB213", "PB101", "PB119", "PB202", "PB201", "PB102", "PB101", "PB205", "PB103"]
    assert codes(text) == found


def test_records_out_of_place_are_left_to_the_parser(codes: Codes) -> None:
    assert codes("policy acme rule a when any [{kind = photo}] warn") == ["PB044"]
    assert codes('policy acme param a: list of text = ["x", {kind = photo}]') == ["PB044"]


def _pieces() -> list[str]:
    """Words of the policies in the cases, with what stands around them."""
    texts = [
        policy
        for path in sorted(CASES.glob("*.md"))
        for policy in re.findall(r"```playbook[^\n]*\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    ]
    return re.sub(r"# error:.*", "", "\n".join(texts)).split(" ")


@pytest.mark.parametrize("seed", range(60))
def test_policies_cut_and_spliced(seed: int, check_text: Callable[..., Module]) -> None:
    rng = random.Random(seed)  # noqa: S311  nothing is secret here
    pieces = _pieces()
    parts = []
    for _ in range(rng.randrange(1, 12)):
        start = rng.randrange(len(pieces))
        parts += pieces[start : start + rng.randrange(1, 60)]
    text = " ".join(part for part in parts if part not in ("policy", "\npolicy"))
    module = check_text(f"policy acme\nrule a when sponsored warn\n{text}")
    for problem in module.diagnostics:
        assert problem.message()
        assert problem.label() is not None
        assert "`None`" not in (problem.message() + (problem.help() or ""))
        assert 0 <= problem.span.start <= problem.span.end <= len(module.source.text)
        assert problem.span.source is module.source
        for edit in problem.edits():
            assert edit.span.source is module.source
        problem.related()


@pytest.mark.skipif(not RULES.is_dir(), reason="the collected rules are not here")
@pytest.mark.parametrize("path", sorted(RULES.glob("*.playbook")), ids=lambda path: path.stem)
def test_real_rules_are_clean_but_for_what_is_put_off(path: Path, codes: Codes) -> None:
    assert set(codes(path.read_text(encoding="utf-8"))) <= {"PB190"}

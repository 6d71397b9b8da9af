"""The Python that is made of a policy: the same every time, and not a word of it by the author."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import playbook
from playbook.compile.code import Code
from playbook.model.post import Post

Files = Callable[..., playbook.Policy]

HOSTILE = r"""policy p "\"); import os #" timezone "UTC"
  version "__import__"
  otherwise review by "boss\"\"\"" "raise SystemExit"
param import_os: text = "__import__('os').system('true')"
param people: list of text = ["exec(1)", "\\N{DIGIT ONE}", "{0.__class__}"]
topic lambda_x "class" words "def evil(): pass", "\"\"\"" exactly "os.system" patterns /eval\(.*\)/ except "print("
ask yield_ "'''; raise"
let del_ = text contains "\n    raise SystemExit\n"
let nonlocal_ = count(media where alt_text mentions "globals()") > 0
rule try-x "finally:" when del_ or text mentions lambda_x or text is import_os deny "{import_os}"
rule assert-x when text mentions any of ["compile(", author.name] require yield_ otherwise warn "`rm`"
rule async-x when text matches /os\.environ/ or text ends with "'; x = 1; '" advise
rule await-x when any tie in author.relationships where text mentions tie.to allow
"""

WORDS = re.compile(
    r"import os|__import__|exec|evil|SystemExit|eval|print\(|globals|environ|compile\(|`rm`|boss|DIGIT|try-x|assert-x|"
    r"lambda_x|yield_|del_|nonlocal_|import_os|people|finally|class|raise|x = 1|/"
)


def test_nothing_that_an_author_wrote_is_in_it() -> None:
    source = playbook.compile(HOSTILE).source()
    assert not WORDS.search(source), WORDS.search(source)


def test_it_is_python_of_the_plainest_kind() -> None:
    """One function; no imports, no attributes but fields of the post and methods of what is bound."""
    module = ast.parse(playbook.compile(HOSTILE).source())
    assert [type(node).__name__ for node in module.body] == ["FunctionDef"]
    kinds = {type(node).__name__ for node in ast.walk(module)}
    assert not kinds & {"Import", "ImportFrom", "Lambda", "Global", "Try", "While", "JoinedStr"}
    texts = {
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert texts <= {
        "is",
        "is not",
        "<",
        "<=",
        ">",
        ">=",
        "any",
        "all",
        "+",
        "-",
        "*",
        "/",
        *Post.model_fields,
    }
    attributes = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    fields = {"text", "author", "media", "name", "relationships", "to", "alt_text"}
    ours = {
        "append",
        "found",
        "isdisjoint",
        "issuperset",
        "mentioned",
        "isascii",
        "lower",
        "endswith",
        "__dict__",
    }
    assert attributes <= fields | ours


def test_hostile_texts_are_found_where_they_stand() -> None:
    policy = playbook.compile(HOSTILE)
    for text in (
        "def evil(): pass",
        "__import__('os').system('true')",
        "eval(1)",
        "a\n    raise SystemExit\nb",
    ):
        found = [one.rule for one in playbook.evaluate({"text": text}, policy).findings]
        assert "try-x" in found, text


def test_two_policies_with_other_words_have_the_same_code() -> None:
    def code(word: str, rule: str) -> str:
        return playbook.compile(f'policy p rule {rule} when text mentions "{word}" deny "{word}"').source()

    assert code("dog", "no-dogs") == code("'''\\n", "cats")


def test_it_is_the_same_every_time(files: Files) -> None:
    assert playbook.compile(HOSTILE).source() == playbook.compile(HOSTILE).source()
    packs = [playbook.load("professional").source() for _ in range(2)]
    assert packs[0] == packs[1]


@pytest.mark.parametrize("name", ["None", "print", "self", "post", "fired", "judge", "held", "zone", "read"])
def test_names_of_python_and_of_the_code_itself_are_names_like_any_other(name: str) -> None:
    lowered = name.lower() if name != "post" else "posts"
    text = f"""policy p
    param {lowered}_: number = 1
    let {lowered}x = count(hashtags) > {lowered}_
    rule {lowered}-rule when {lowered}x and (any {lowered} in hashtags where {lowered} is "a") deny"""
    if name == "read":
        text = text.replace("any read in", "any one in").replace("where read is", "where one is")
    policy = playbook.compile(text)
    assert [one.rule for one in playbook.evaluate({"hashtags": ["a", "b"]}, policy).findings] == [
        f"{lowered}-rule"
    ]


def test_a_field_with_a_name_of_python_is_read_all_the_same() -> None:
    from typing import Annotated

    from playbook.model.schema import Fact

    class Odd(playbook.Post):
        judge: Annotated[bool | None, Fact("Judge?")] = None
        undetermined: Annotated[str | None, Fact("Which?")] = None

    policy = playbook.compile('policy p rule r when judge and undetermined is "x" deny', post_type=Odd)
    assert [
        one.state for one in playbook.evaluate({"judge": True, "undetermined": "X"}, policy).findings
    ] == ["fired"]
    assert playbook.evaluate({"judge": False}, policy).findings == ()
    assert [one.state for one in playbook.evaluate({}, policy).findings] == ["undetermined"]


def test_an_empty_block_is_a_block() -> None:
    code = Code("f", "x", {})
    with code.block("if x"):
        pass
    code.line("return 1")
    assert code.function("<test>")(True) == 1


def test_one_value_is_bound_once() -> None:
    code = Code("f", "", {})
    value = object()
    assert code.constant(value) == code.constant(value)
    assert code.constant(object()) != code.constant(value)
    code.line(f"return {code.constant(value)}")
    assert code.function("<test>")() is value


def test_the_file_of_a_traceback_says_which_policy(tmp_path: Path) -> None:
    policy = playbook.compile("policy acme rule r deny")
    assert policy.program._function.__code__.co_filename == "<playbook acme>"

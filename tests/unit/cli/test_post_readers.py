"""Every format of posts, well and badly formed: what is read, and where it says that something is wrong."""

import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook import limits
from playbook.cli.posts.inputs import FORMATS, InputError, Inputs, files_of
from playbook.cli.posts.item import Item

Read = Callable[[str, str | bytes], list[Item]]


def read(form: str, content: str | bytes) -> list[Item]:
    """What the reader of a format makes of a file named `f`."""
    data = content.encode() if isinstance(content, str) else content
    return [record.item() for record in FORMATS[form](io.BytesIO(data), "f")]


def one(form: str, content: str | bytes) -> Item:
    (item,) = read(form, content)
    return item


def fields(form: str, content: str | bytes) -> object:
    item = one(form, content)
    assert not item.problem
    return item.fields


def problem(form: str, content: str | bytes) -> str:
    item = one(form, content)
    assert item.fields is None
    return f"{item.place}: {item.problem}"


def test_json_is_one_post_or_a_list() -> None:
    assert one("json", '{"text": "hi"}') == Item("f", {"text": "hi"}, alone=True)
    assert read("json", '[{"text": "a"}, {"text": "b"}]') == [
        Item("f[0]", {"text": "a"}),
        Item("f[1]", {"text": "b"}),
    ]
    assert read("json", "[]") == []


def test_numbers_with_a_fraction_are_exact() -> None:
    assert fields("json", '{"n": 0.1}') == {"n": Decimal("0.1")}
    assert fields("yaml", "n: 0.1") == {"n": Decimal("0.1")}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "hi"', "f:1:14: a `,` or a closing bracket is missing here"),
        ('{\n  "text" "hi"\n}', "f:2:10: a `:` is missing here"),
        ('{"text": }', "f:1:10: a value is missing here"),
        ("{text: 1}", "f:1:2: a name in double quotes is missing here"),
        ('{"text": "hi', "f:1:10: this text is never closed"),
        ('{"text": "\\x"}', "f:1:11: a backslash starts no escape here"),
        (
            '{"text": "a\nb"}',
            "f:1:12: a control character (a line end, a tab) has to be written as an escape",
        ),
        ('{"text": "a"} x', "f:1:15: there is more after the end"),
        ('{"text": 1, "text": 2}', "f: `text` is given twice"),
        ('{"n": NaN}', "f:1:7: `NaN` is no number in JSON"),
        ('{"a\\" NaN": 1,\n "n": [-Infinity]}', "f:2:8: `-Infinity` is no number in JSON"),
        ('{"n": ' + "9" * 5000 + "}", "f:1:7: a number has more than 1,000 digits"),
        ("[" * 100_000, "f: this is nested too deeply"),
        ("", "f: there is nothing in this file"),
        ("[,]", "f:1:2: a value is missing here"),
        ("7", "f: a post is a set of named fields, not a number"),
        ("[7]", "f[0]: a post is a set of named fields, not a number"),
        ("null", "f: a post is a set of named fields, not null"),
        (b'{"text": "\xff"}', "f:1:11: this is not UTF-8"),
        (b"\xef\xbb\xbf{\n\xff", "f:2:1: this is not UTF-8"),
    ],
)
def test_bad_json_is_placed(content: str | bytes, said: str) -> None:
    assert problem("json", content) == said


def test_a_byte_order_mark_is_dropped() -> None:
    for form, content in [
        ("json", '{"text": "x"}'),
        ("jsonl", '{"text": "x"}'),
        ("yaml", "text: x"),
        ("text", "x"),
    ]:
        assert fields(form, b"\xef\xbb\xbf" + content.encode()) == {"text": "x"}


def test_a_bad_line_spoils_no_other() -> None:
    items = read("jsonl", b'{"text": "a"}\n{"text"\n\n\xff\n[]\n{"text": "b"}')
    assert [(item.place, item.problem) for item in items] == [
        ("f:1", ""),
        ("f:2:8", "a `:` is missing here"),
        ("f:4:1", "this is not UTF-8"),
        ("f:5", "a post is a set of named fields, not a list"),
        ("f:6", ""),
    ]


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_POST_BYTES", 20)
    items = read("jsonl", '{"text": "' + "x" * 100 + '"}\n{"text": "b"}\n')
    assert [item.place for item in items] == ["f:1", "f:2"]
    assert items[0].problem == "this line is longer than 20 bytes"
    assert items[1].fields == {"text": "b"}


@pytest.mark.parametrize("form", ["json", "yaml", "markdown", "text"])
def test_a_file_that_is_too_large_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MAX_INPUT_BYTES", "MAX_YAML_BYTES", "MAX_POST_BYTES"):
        monkeypatch.setattr(limits, limit, 10)
    assert "this is larger than 10 bytes" in problem(form, "text: " + "x" * 20)


def test_yaml_reads_words_as_json_does() -> None:
    text = """
        text: no
        time: 2026-11-23 10:00
        clock: 10:30
        12: twelve
        octal: 0123
        count: 12
        yes: true
        nothing:
        tilde: ~
        quoted: "12"
        tagged: !!str 12
        list: [a, 1, true]
    """
    assert fields("yaml", text) == {
        "text": "no",
        "time": "2026-11-23 10:00",
        "clock": "10:30",
        "12": "twelve",
        "octal": "0123",
        "count": 12,
        "yes": True,
        "nothing": None,
        "tilde": None,
        "quoted": "12",
        "tagged": "12",
        "list": ["a", 1, True],
    }


def test_yaml_documents_and_lists() -> None:
    assert [item.place for item in read("yaml", "- text: a\n- text: b\n")] == ["f[0]", "f[1]"]
    items = read("yaml", "---\ntext: a\n---\ntext: b\n")
    assert [(item.place, item.alone) for item in items] == [("f:1", False), ("f:3", False)]


def _bomb() -> str:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_bomb(), "f:2:10: an alias (`*name`) is not taken here; write the value out"),
        ("a: &a [*a]", "f:1:8: an alias (`*name`) is not taken here; write the value out"),
        ("[" * 100_000, "f:1:33: this is nested too deeply"),
        ("a: " + "{a: " * 5_000, "f:1:128: this is nested too deeply"),
        ("text: a\ntext: b", "f:2:1: `text` is given twice"),
        ("? [a]\n: b", "f:1:5: a name has to be a text, not a list"),
        ("a: !!python/object/apply:os.system [x]", "f:1:4: a tag (`!name`) is not taken here"),
        ("", "f: there is nothing in this file"),
        ("just words", "f: a post is a set of named fields, not a text"),
    ],
)
def test_bad_yaml_is_placed(content: str, said: str) -> None:
    assert problem("yaml", content) == said


@pytest.mark.parametrize(
    "content", ["a: [", "a: b: c", "\tx: y", "a: \x00", "a: 'b", "%BAD\n---", "- a\nb: c"]
)
def test_what_is_not_yaml_says_so(content: str) -> None:
    assert ": this is not YAML: " in problem("yaml", content)


def test_markdown_with_front_matter() -> None:
    text = "---\naccount:\n  kind: professional\n---\n\n# Join us\n\nOn *Saturday*.\n\n"
    assert fields("markdown", text) == {
        "account": {"kind": "professional"},
        "text": "# Join us\n\nOn *Saturday*.",
    }
    assert fields("markdown", "no front matter\n---\nhere") == {"text": "no front matter\n---\nhere"}
    assert fields("markdown", "---\naction: like\n---\n") == {"action": "like"}
    assert fields("markdown", "---\n---\nhi") == {"text": "hi"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("---\ntext: a\n", "f:1:1: the `---` of the first line is never closed by another"),
        ("---\ntext: a\n---\nb", "f:3:1: `text` is given above, and there is a text below"),
        (
            "---\n- a\n---\nb",
            "f:2:1: what stands between the lines of `---` has to be named fields, not a list",
        ),
        ("---\na: 1\na: 2\n---\nb", "f:3:1: `a` is given twice"),
        (
            "+++\na = 1\n+++\nb",
            "f:1:1: fields stand between two lines of `---`, as YAML, and not between `+++`",
        ),
        ("\n\n---\na: 1\n---\nb", "f:3:1: the `---` that opens the fields has to be the first line"),
    ],
)
def test_bad_markdown_is_placed(content: str, said: str) -> None:
    assert problem("markdown", content) == said


def test_text_is_the_text() -> None:
    assert fields("text", "two\nlines\n\n") == {"text": "two\nlines"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_post_is_the_same_however_its_lines_end(end: str) -> None:
    lines = ["---", "action: like", "---", "two", "", "lines", ""]
    assert fields("markdown", end.join(lines)) == {"action": "like", "text": "two\n\nlines"}
    assert fields("text", end.join(lines[3:])) == {"text": "two\n\nlines"}


def test_a_rule_across_the_page_opens_no_fields() -> None:
    for text in ("\n---\nspam", "# Title\n\n---\nspam\n\n---\nmore", "----\nspam"):
        assert fields("markdown", text) == {"text": text.strip()}


def test_a_table_is_read_row_by_row() -> None:
    items = read("csv", 'text,account.handle\n"a, ""b""\nc",x\n\nplain,\n')
    assert items == [
        Item("f:2", {"text": 'a, "b"\nc', "account.handle": "x"}, tabular=True),
        Item("f:5", {"text": "plain"}, tabular=True),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(separator: str) -> None:
    assert fields("csv", f"a{separator}b\n1{separator}2\n") == {"a": "1", "b": "2"}


def test_bad_rows_spoil_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    items = read("csv", b"a,b\n1,2,3\n\xff,2\nx,y\n")
    assert [(item.place, item.problem) for item in items] == [
        ("f:2", "this row has 3 cells, and there are 2 columns"),
        ("f:3", "this row is not UTF-8"),
        ("f:4", ""),
    ]
    monkeypatch.setattr(limits, "MAX_POST_BYTES", 50)
    item = read("csv", 'a\n"never closed\n' + "x\n" * 200)[0]
    assert item.problem.startswith("this row is too long, or has a quote that is never closed")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "f:1: the first line has to name the columns"),
        ("a,b,a\n1,2,3\n", "f:1: the column `a` is there twice"),
    ],
)
def test_bad_headers_are_said_once(content: str, said: str) -> None:
    assert problem("csv", content) == said


@pytest.mark.parametrize("form", sorted(FORMATS))
@given(data=st.binary(max_size=300))
def test_no_bytes_make_a_reader_fail(form: str, data: bytes) -> None:
    for item in read(form, data):
        assert (item.fields is None) == bool(item.problem)


BMP = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]))


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | BMP, lambda inner: st.lists(inner, max_size=3))
)
def test_yaml_reads_json(value: object) -> None:
    content = json.dumps({"value": value})
    assert fields("yaml", content) == fields("json", content)


def test_a_folder_gives_its_files_in_order(tmp_path: Path) -> None:
    for name in ["b.md", "a.json", "sub/c.csv", "notes.doc", ".hidden/d.md", ".e.md"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = files_of([str(tmp_path)], None)
    assert [Path(name).relative_to(tmp_path).as_posix() for name in found] == ["a.json", "b.md", "sub/c.csv"]


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Hello")
    (tmp_path / "b.md").symlink_to("gone.md")
    (tmp_path / "notes").symlink_to("gone")
    (tmp_path / "c.md").symlink_to("c.md")
    found = files_of([str(tmp_path)], None)
    assert [Path(name).name for name in found] == ["a.md", "b.md", "c.md"]
    items = [record.item() for record in Inputs(found, None, io.BytesIO())]
    assert [item.problem.split(":")[0] for item in items] == ["", "it cannot be read", "it cannot be read"]


def test_inputs_that_make_no_sense(tmp_path: Path) -> None:
    (tmp_path / "x.doc").write_text("")
    (tmp_path / "empty").mkdir()
    for name, said in [
        ("gone.md", "there is no such file"),
        ("x.doc", "the format is not known by this ending; say it with --from"),
        ("empty", "no posts are in this folder"),
    ]:
        with pytest.raises(InputError, match=said):
            files_of([str(tmp_path / name)], None)
    assert files_of([str(tmp_path / "x.doc")], "text") == [str(tmp_path / "x.doc")]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('{"text": "a"}\n{"text": "b"}\n', [("standard input:1", "a"), ("standard input:2", "b")]),
        ('{"text": "a"}', [("standard input:1", "a")]),
        ('{\n  "text": "a"\n}', [("standard input", "a")]),
        ('[{"text": "a"}]', [("standard input[0]", "a")]),
        ("\n\n[]", []),
        ("---\nsponsored: true\n---\na", [("standard input", "a")]),
    ],
)
def test_standard_input_tells_its_format(content: str, found: list[tuple[str, str]]) -> None:
    items = [record.item() for record in Inputs(["-"], None, io.BytesIO(content.encode()))]
    assert [(item.place, (item.fields or {}).get("text")) for item in items] == found


def test_standard_input_of_unknown_format_says_so() -> None:
    (record,) = Inputs(["-"], None, io.BytesIO())
    assert record.item().problem == "there is nothing to read"
    (record,) = Inputs(["-"], None, io.BytesIO(b"hello"))
    assert record.item().problem.startswith(
        "the format cannot be told from its beginning; say it with --from"
    )
    (record,) = Inputs(["-"], "text", io.BytesIO(b"hello"))
    assert record.item().fields == {"text": "hello"}


def test_a_file_that_vanishes_is_an_item(tmp_path: Path) -> None:
    (record,) = Inputs([str(tmp_path / "gone.md")], None, io.BytesIO())
    assert record.item().problem == "it cannot be read: No such file or directory"


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        ("json", '{"text": "a"}'.encode("utf-16"), "f:1:1: this is UTF-16; save it as UTF-8"),
        ("json", "{}".encode("utf-16-be"), "f:1:1: there is a NUL here, as in UTF-16; save it as UTF-8"),
        ("json", b"\x1f\x8b\x08", "f:1:1: this is compressed; unpack it first"),
        (
            "markdown",
            b"PK\x03\x04\xff",
            "f:1:1: this is an archive or a document of an office program, not text",
        ),
        ("json", b" \n", "f: there is nothing in this file"),
        ("csv", "text\nhi\n".encode("utf-16"), "f:1: this is not UTF-8; save it as UTF-8"),
        (
            "csv",
            b"text\rhi\r",
            "f:1: the names of the columns cannot be read; lines have to end with LF or CRLF",
        ),
    ],
)
def test_what_it_is_instead_is_said(form: str, content: bytes, said: str) -> None:
    assert problem(form, content) == said


def test_a_post_over_several_lines_is_no_line() -> None:
    first, *_, last = read("jsonl", '{\n "text": "a"\n}\n{"text": "b"}\n')
    assert (
        first.problem
        == "this is only the beginning of a post; what goes over several lines wants --from json"
    )
    assert last.fields == {"text": "b"}


def test_a_quote_that_is_never_closed_takes_no_posts_with_it_unheard() -> None:
    first, *others = read("csv", 'text,id\nfine,1\n"never closed,2\nfoo,3\n')
    assert first.fields == {"text": "fine", "id": "1"}
    assert [(item.place, item.fields) for item in others] == [("f:3", None)]
    assert "a quote that is never closed" in others[0].problem
    assert one("csv", 'text\n"two\nlines, ""quoted"""').fields == {"text": 'two\nlines, "quoted"'}

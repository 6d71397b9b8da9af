"""Prints the table of `text.terms.lookalikes` from Unicode's data: `python tools/lookalikes.py confusables.txt`.

The file is that of https://www.unicode.org/Public/security/. Taken are the single letters and signs beyond
ASCII whose prototype is a single ASCII letter; not those that folding makes plain first, and none that are written from
right to left.
"""

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from playbook.text.plain import plain_letters


def main() -> None:
    """Print one line for each letter."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8-sig").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) < 3 or " " in fields[0] or " " in fields[1]:
            continue
        char, letter = chr(int(fields[0], 16)), chr(int(fields[1], 16))
        plain = not char.isascii() and plain_letters(char) == char
        kind = unicodedata.category(char) in ("Lu", "Ll", "Lo", "Nl", "So", "Sm")
        if (
            plain
            and kind
            and unicodedata.bidirectional(char) in ("L", "ON")
            and letter.isascii()
            and letter.isalpha()
        ):
            found[letter.lower()].append(char)
    for letter, chars in sorted(found.items()):
        print(f'    "{letter}": "{"".join(sorted(set(chars)))}",')


if __name__ == "__main__":
    main()

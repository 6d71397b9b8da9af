"""The page of settings, from the declarations that the command line reads them by."""

from generators.markdown import code, page, table
from playbook.config.find import FILES
from playbook.config.settings import KEYS

INTRODUCTION = """
What a project sets once, for everybody who works on its policies. [The guide](../guide/ci.md#configuration) shows how.
Only the command line reads settings, and what is given there wins over them; the library is told everything by its
caller.
"""

RULES = """
The nearest file upwards from a policy holds for it, and nothing is merged. The search ends at the folder with `.git`.
Mistakes have codes and places: [PB441](diagnostics.md#pb441-broken-configuration),
[PB442](diagnostics.md#pb442-unknown-setting), [PB443](diagnostics.md#pb443-wrong-setting). `--show-settings` shows what
holds, and where it comes from; `--no-config` goes without.
"""


def make() -> str:
    """The page."""
    files = table(
        ("file, in this order", "table"),
        (
            (code(name), code(f"[{'.'.join(path)}]") if path else "the whole file")
            for name, path in FILES.items()
        ),
    )
    rows = ((code(name), key.meaning, code(key.example), key.used_by) for name, key in KEYS.items())
    settings = table(("setting", "meaning", "for example", "used by"), rows)
    return page("Settings", "src/playbook/config/settings.py", INTRODUCTION, files, RULES, settings)

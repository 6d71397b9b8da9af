"""The policy of the twelve rules, with as many forbidden terms as wanted."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import playbook
from benchmarks.cases.twelve.posts import HASHTAGS
from benchmarks.posts import HOSTS, SPOKEN

PARAMS: dict[str, Any] = {"banned_hashtags": HASHTAGS, "known_hosts": HOSTS, "languages": SPOKEN}
POLICY = Path(__file__).with_name("twelve.playbook")


def policy_with(terms: Sequence[str]) -> playbook.Policy:
    """The policy that forbids *terms*."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(POLICY, folder))
        path.with_name("terms.txt").write_text("\n".join(terms), encoding="utf-8")
        return playbook.load(path, **PARAMS)

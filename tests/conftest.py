"""What all tests share: where they find what several of them use, and which examples properties are tried on.

A run without more said looks at the same examples every time, on every machine and in every order of the tests: what it
says of a commit is no matter of luck. `PLAYBOOK_EXAMPLES=5000` looks at that many, new ones each time.
"""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants

# The tests are no package; what several of them use is imported from here: `properties`, `packs`, `markdown_cases`.
sys.path.insert(0, str(Path(__file__).parent))

# How long an example takes, and how many of them are turned down, is a matter of the machine or of the strategies.
_SLOW = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
)

_EXAMPLES = os.environ.get("PLAYBOOK_EXAMPLES")

settings.register_profile(
    "short", max_examples=50, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW
)
settings.register_profile(
    "long",
    max_examples=int(_EXAMPLES or "60"),
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.load_profile("long" if _EXAMPLES else "short")

if not _EXAMPLES:
    # Hypothesis also draws what stands in the modules of the project that have been imported by then, which hangs on
    # the tests that ran before in the same process. There is no setting for that.
    setattr(HypothesisProvider, "_local_constants", Constants())  # noqa: B010

"""How long to look for counterexamples, and where the strategies are.

By default a modest number of examples, the same in every run. `PLAYBOOK_EXAMPLES=5000` looks at that many, new ones
each time.
"""

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

# The tests are no package, and what the properties are drawn from is too much for fixtures.
sys.path.insert(0, str(Path(__file__).parents[1]))

_SLOW = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
)

settings.register_profile(
    "short", max_examples=50, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW
)
settings.register_profile(
    "long",
    max_examples=int(os.environ.get("PLAYBOOK_EXAMPLES", "60")),
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=_SLOW,
)
settings.load_profile("long" if "PLAYBOOK_EXAMPLES" in os.environ else "short")

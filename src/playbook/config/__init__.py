"""Settings of a project: read from `playbook.toml` or `pyproject.toml`, found upwards from each policy.

Only the command line reads them; what the library is told, it is told by its caller.
"""

from playbook.config.find import Finder
from playbook.config.settings import Settings

__all__ = ["Finder", "Settings"]

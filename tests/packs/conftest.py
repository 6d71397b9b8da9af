"""Where the posts are that the tests of the packs share."""

import sys
from pathlib import Path

# The tests are no package, and the posts are wanted where parameters are listed, which fixtures are not.
sys.path.insert(0, str(Path(__file__).parents[1]))

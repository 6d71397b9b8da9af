"""Names, types and flow: a parsed policy becomes a checked `Module`. Nothing is evaluated, and the tree is
never changed.
"""

from playbook.check.checker import check_module as check_module

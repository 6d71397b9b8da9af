"""Which expressions say the same for every post: they are worked out once, when the policy is put together."""

from playbook.check.refs import LetRef, MemberRef, ParamRef, TopicRef
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.syntax.walk import walk


def is_constant(expr: tree.Expr, tables: Tables) -> bool:
    """Whether *expr* reads neither the post nor an element of one of its lists, nor asks anything, nor calls a
    function.
    """
    for node in walk(expr):
        if isinstance(node, tree.Call | tree.Quantifier | tree.Count | tree.Posts):
            return False
        if isinstance(node, tree.Name) and node in tables.refs:
            base = tables.refs[node].base
            if isinstance(base, LetRef):
                if not is_constant(base.let.value, tables):
                    return False
            elif not isinstance(base, ParamRef | MemberRef | TopicRef):
                return False
        if isinstance(node, tree.Within | tree.Compare):
            # These look at the time zone, which may be a field of the post.
            return False
    return True

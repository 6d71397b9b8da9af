"""What the tests of a policy have seen: its rules, and the parts of their conditions.

A rule has been seen when it fired in one test, stayed quiet in another, and, where a fact that nobody knows can make
it so, was undetermined in a third. A part of a condition has been seen when in one test the rule fired and would not
have, had this part alone been the other way round; and in another it stayed quiet, and would have fired. That is MC/DC
in its masking form (two tests for each part, which need not agree in all else), over Kleene's values: a test in which
the part, or what stands beside it, is not known tells nothing about it.
"""

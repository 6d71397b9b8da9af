"""Every limit on size, in one place. Past a limit there is a diagnostic or a `PostError`, never a slow answer.

The documentation's page on limits is generated from this module: each constant is followed by its meaning.
"""

MAX_SOURCE_BYTES = 1_048_576
"""Bytes of one policy file."""

MAX_TEXT_LITERAL = 65_536
"""Characters of one text between quotes in a policy."""

MAX_NUMBER_LENGTH = 100
"""Characters of one number in a policy."""

MAX_NESTING = 64
"""How deep brackets, parentheses, `not` and lists may nest in a policy."""

MAX_TREE_HEIGHT = 128
"""How many parts of an expression may stand within one another; `a + b + c + …` nests once for each sign."""

MAX_OPERANDS = 10_000
"""Operands and list items in one clause of a policy: what is joined by `and`, `or`, commas, `+` and the like."""

MAX_CLAUSES = 1_000
"""Clauses of one declaration in a policy."""

MAX_DECLARATIONS = 10_000
"""Declarations (rules, topics, lets …) in one policy file."""

MAX_DIAGNOSTICS = 100
"""Syntax errors reported for one file before the parser gives up on the rest."""

MAX_TERM_FILE_BYTES = 8_388_608
"""Bytes of one term list."""

MAX_TERM_LENGTH = 500
"""Characters of one term of a topic."""

MAX_NESTED_TERMS = 32
"""Terms of one policy file's topics of which each ends in the next one, as `best offer` ends in `offer`: at every place
of a text, so many may be found at once.
"""

MAX_STEMMED_WORD = 64
"""Characters of a word up to which it is cut down to its stem; longer ones are compared as they are."""

MAX_GUESSED_WORDS = 2_000
"""Different words of a text that are looked at in every language, where nobody said in which it is. What `stems` finds
in longer texts then is not known.
"""

MAX_EXTENDS_DEPTH = 32
"""Files between a policy and the furthest policy that it extends or uses."""

MAX_FILES = 256
"""Files that one policy may take in, itself counted."""

MAX_REMEMBERED = 32
"""Policies that a process remembers, so that loading one again takes no time."""

MAX_REMEMBERED_BYTES = 4_194_304
"""Bytes that their files may have together."""

MAX_TOPIC_DEPTH = 32
"""Topics that take one another in, in one chain."""

MAX_PATTERN_LENGTH = 1_000
"""Characters of one regular expression."""

MAX_PATTERN_REPEAT = 1_000
"""The largest counted repeat in a regular expression, nested ones multiplied."""

MAX_PATTERN_MEMORY = 8_388_608
"""Bytes that the engine may spend on one regular expression."""

MAX_COST = 200_000_000
"""Steps that judging the largest possible post may take, by the checker's estimate."""

MAX_POST_TEXT = 100_000
"""Characters of the text of a post, and of each of its other long texts."""

MAX_POST_FIELD = 10_000
"""Characters of a short text of a post: a name, a handle, a link."""

MAX_POST_LIST = 500
"""Items of any list of a post."""

MAX_POST_BYTES = 8_388_608
"""Bytes of one post as JSON."""

EARLIEST_DAYS = 400
"""How many days ahead `earliest` is looked for."""

MAX_EARLIEST_CANDIDATES = 10_000
"""Instants that are tried for `earliest`; past that it is null."""

MAX_MESSAGE_VALUE = 80
"""Characters of one value in a message; longer ones are cut."""

MAX_POST_NESTING = 32
"""How deep lists and records may nest in a post that is read from YAML."""

MAX_INPUT_BYTES = 67_108_864
"""Bytes of a JSON file with a list of posts; JSON lines and CSV may be of any size."""

MAX_YAML_BYTES = 1_048_576
"""Bytes of a YAML or Markdown file with posts."""

MAX_POST_CHARACTERS = 1_000_000
"""Characters of all texts of a post together, its target's included."""

MAX_TARGET_DEPTH = 8
"""Posts on the way from a post to its target, to that one's target, and so on."""

MAX_HISTORY_POSTS = 100_000
"""Earlier posts in one history."""

MIN_POST_YEAR = 1900
"""The first year of an instant in a post: far enough from the first of all that adding and taking away cannot
overflow.
"""

MAX_POST_YEAR = 2999
"""The last year of an instant in a post."""

MAX_COUNT = 10**15
"""The largest whole number that a post may carry."""

MAX_NUMBER_DIGITS = 400
"""Digits of a number of an app's own field, before or after the point; a longer one counts as not known."""

MAX_JOBS = 64
"""Processes that one call may start."""

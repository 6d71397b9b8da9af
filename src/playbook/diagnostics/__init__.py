"""What is wrong with a policy, as data, and the ways of showing it. Knows sources and spans, not the language."""

"""Text as readers take it: normal forms with a way back, words, topics, patterns, tokens, lengths per platform."""

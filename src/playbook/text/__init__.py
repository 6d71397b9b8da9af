"""Text as readers take it: normal forms with a way back; on them terms, patterns, parts, leaks and lengths."""

"""Just enough logic to tell that a condition never holds, or always does. Says "maybe" sooner than anything wrong."""

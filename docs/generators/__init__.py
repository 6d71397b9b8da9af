"""One module for each generated page of the reference; each has `make()`, which gives the page's text."""

"""`make check-site`: the promises of the public site, each with its figure and its bound."""

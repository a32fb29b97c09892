"""Search: words without accents or case, what is asked for, and the pieces of a text that answer."""

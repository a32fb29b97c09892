"""Words: dates, hours and counts as people say them, in French, Dutch and English."""

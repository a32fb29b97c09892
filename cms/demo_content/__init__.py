"""The demo site's texts in three languages, and its applicants: data only."""

"""The hub: who we are, and the plumbing every other app stands on."""

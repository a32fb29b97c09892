"""The hub's actions: one function per intention."""

"""The community: promotions and their people."""

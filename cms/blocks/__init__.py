"""The blocks that editors build pages from."""

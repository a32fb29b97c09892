"""The public site: pages, recruitment calls, applications."""

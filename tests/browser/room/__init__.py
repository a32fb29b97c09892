"""A promotion's room in real browsers: live sockets, two or three people or devices at a time."""

"""Mail: how a notice becomes a message, and the folder that stands for a mail server in the demo."""

"""WhatsApp's exports: read from a .txt or a .zip in French, Dutch and English, from Android and from iPhones."""

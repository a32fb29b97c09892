"""What new pages begin with, in each language: words to keep, and in double brackets what is still to be written."""

"""Scripts: messages and spoken lines to adapt, each with its blanks, its length and what to avoid."""

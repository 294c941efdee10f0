"""Search: what it finds, under which words, as files that only the browser's search loads."""

"""Links that last: the ledger of every address that has landed, and the redirects of those that moved."""

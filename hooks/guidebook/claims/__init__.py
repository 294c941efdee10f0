"""The claims ledger: popular figures about talks and job search, where each comes from, and how well it stands."""

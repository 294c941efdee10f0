"""The cardinal rule: never ask for a job; and the wordings that keep or break it."""

"""What changed on which page and when: the log that coaches follow, on a page and as a feed."""

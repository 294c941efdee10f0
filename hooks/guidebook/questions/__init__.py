"""The question bank: what to ask, why, and what a telling answer sounds like."""

"""Worksheets: the sheets that people take to a conversation."""

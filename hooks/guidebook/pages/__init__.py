"""Pages that a writer writes: their front matter, headings, directives and notes."""

"""The core of The Informational Interview Guide: plain data in, Markdown and files out.

It never imports MkDocs. `site.load_site` reads `docs/` once and gives every page as Markdown; the adapters in `hooks/`
hand those pages to MkDocs, and `python -m guidebook expand` writes the same pages as an ordinary tree.
"""

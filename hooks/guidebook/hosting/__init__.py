"""How hosts serve the finished site: with which headers, and what nginx needs to be told."""

"""Cartridges: the guide and its lessons as packages that a learning platform imports (IMS Common Cartridge)."""

"""Building the demonstration and keeping it alive. The only way in is the house's own services."""

from motcua.demo.services.build import Built, Stages, build

__all__ = ["Built", "Stages", "build"]

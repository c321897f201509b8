"""The one door of the desk: web, REST and MCP behind it, and all that keeps them safe."""

from demarche.desk.door.app import app
from demarche.desk.door.rooms import Rooms
from demarche.desk.door.rules import Limits, Rate

__all__ = ["Limits", "Rate", "Rooms", "app"]

"""The record for agents: tools, resources and a prompt by the Model Context Protocol."""

from demarche.desk.mcp.http import app
from demarche.desk.mcp.server import server

__all__ = ["app", "server"]

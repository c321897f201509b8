"""Four ways to ask; each only translates and calls `service`."""

"""Layouts that others read: what the desk knows, written for other programs and read from them."""

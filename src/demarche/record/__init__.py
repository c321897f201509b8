"""The record: what many reports tell, merged, awaited, unanswered, corrected, at any moment."""

"""Pages of HTML: their text without what stands round it, and what they say of themselves."""

"""What says who a phrase means by its own words, and who the people of an article are."""

"""What finds the phrases of an article that may name a party, and takes them apart."""

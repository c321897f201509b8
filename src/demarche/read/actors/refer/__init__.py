"""What says whom a phrase means by what stands elsewhere in its article."""

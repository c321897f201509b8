"""What the API answers and is given, as forms: each mirrors what `record_json` makes."""

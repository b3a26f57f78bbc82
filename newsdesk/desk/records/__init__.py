"""Records of the registers as forms: a record comes in, its fields with their faults go out; and an edit comes back."""

"""Records of the registers: what is known of somebody or something comes in, its record goes out, nothing invented."""

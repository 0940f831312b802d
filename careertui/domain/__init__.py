"""What a career is made of: frozen records and pure rules. Knows no file, no screen and no clock."""

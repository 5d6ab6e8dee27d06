"""What applicants are asked, in which order, and which answers cannot stand together."""

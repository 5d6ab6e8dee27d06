"""What an applicant prepares for a track, and which applications may be filed together."""

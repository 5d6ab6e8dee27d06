"""What an applicant could change to reach a track."""

"""What of others the site ships, and the texts of licences that their packages leave out."""

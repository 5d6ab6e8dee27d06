"""The site as a whole: MkDocs, bundles, the addresses of the form, the copy for offline, the preview."""

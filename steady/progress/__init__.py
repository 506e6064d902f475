"""Looking back: check-ins and practices to a chart, and to one modest sentence. Pure, and without prose:
the words lie in data/content/progress.yml and data/responses/progress.yml."""

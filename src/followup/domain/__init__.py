"""Values and vocabulary of a job search: pure, imports nothing else of ours."""

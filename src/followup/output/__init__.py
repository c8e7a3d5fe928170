"""Results as text and as JSON. Imports domain and services' result values; knows no store."""

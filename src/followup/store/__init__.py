"""All SQL: tables, queries, transactions, journal, backups. Imports domain; itself imports nothing, for the fast path."""

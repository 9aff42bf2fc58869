INSERT INTO authors (name, born) VALUES ('Ada', '1815-12-10'), ('Alan', NULL);
INSERT INTO books (title, kind, pages, published) VALUES ('Notes', 'essay', '65', '1843-08-01 12:00:00');

INSERT INTO author (email) VALUES ('ada@example.org'), ('alan@example.org');

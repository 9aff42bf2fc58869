INSERT INTO patients (id, name, born) VALUES (gen_random_uuid(), 'Ada', '1815-12-10'), (gen_random_uuid(), 'Alan', '1912-06-23');

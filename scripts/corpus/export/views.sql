-- Views that answer questions without joins, and what searches need. The first two views are also CSVs among the
-- downloads, with the same columns.

-- Who asked whom: one row per maker and addressee of a recommendation. Where no maker is named, made_by is empty.
CREATE VIEW edges AS
SELECT
  maker.actor AS made_by, maker.actor_id AS made_by_id,
  asked.actor AS addressed_to, asked.actor_id AS addressed_to_id,
  asked.basis AS basis, asked.basis_code AS basis_code,
  asked.recommendation_id AS recommendation_id, r.same_request_id AS same_request_id
FROM recommendation_actors asked
JOIN recommendations r USING (recommendation_id)
LEFT JOIN recommendation_actors maker
  ON maker.recommendation_id = asked.recommendation_id AND maker.role_code = 'made-by'
WHERE asked.role_code = 'addressed-to'
ORDER BY asked.recommendation_id, maker.actor_id, asked.actor_id;

-- Who took up whom: one row per recommendation and earlier one from which it derives, with both texts and makers.
CREATE VIEW who_took_up_whom AS
SELECT
  later.recommendation_id AS later_id, later.made_by AS later_made_by, later.made_by_id AS later_made_by_id,
  later.recorded_by AS later_recorded_by, later.addressed_to AS later_addressed_to,
  later.in_our_words AS later_in_our_words,
  link.relation AS relation, link.relation_code AS relation_code,
  earlier.recommendation_id AS earlier_id, earlier.made_by AS earlier_made_by,
  earlier.made_by_id AS earlier_made_by_id, earlier.recorded_by AS earlier_recorded_by,
  earlier.addressed_to AS earlier_addressed_to, earlier.in_our_words AS earlier_in_our_words,
  iif(link.addressees_changed, 'true', 'false') AS addressees_changed,
  -- Of a request in the first layer of a document: what became of it in each later layer.
  (SELECT group_concat(layer || ': ' || outcome, '; ') FROM
    (SELECT layer, outcome FROM request_traces t WHERE t.recommendation_id = earlier.recommendation_id ORDER BY layer)
  ) AS earlier_outcomes,
  link.note AS note
FROM recommendation_relations link
JOIN recommendations later ON later.recommendation_id = link.recommendation_id
JOIN recommendations earlier ON earlier.recommendation_id = link.origin_id
ORDER BY later.recommendation_id, earlier.recommendation_id, link.relation_code;

-- What the full-text search of the recommendations looks in.
CREATE VIRTUAL TABLE recommendations_fts USING fts5(
  in_our_words, made_by, addressed_to, keywords, instruments_cited, place, theme, other_themes, pillar, type_of_action,
  wording_strength, people_concerned, exploitation_type, recommendation_id, source_id, year_best,
  tokenize='porter unicode61'
);

-- Which word, or name of several words, finds which recommendation, as in the search of the site.
CREATE TABLE search_words (word TEXT COLLATE NOCASE, key TEXT, PRIMARY KEY (word, key)) WITHOUT ROWID;
CREATE TABLE search_keys (key TEXT, recommendation_id TEXT, PRIMARY KEY (key, recommendation_id)) WITHOUT ROWID;
CREATE VIEW search AS
SELECT DISTINCT word, recommendation_id FROM search_words JOIN search_keys USING (key);

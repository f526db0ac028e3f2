-- What a call found, and what its cards offered, as JSON in the decision's row: a call is one row and one for each card, however much it found.
-- said: {"cards":[{"id":…,"findings":[…],"suggestions":[…]}],"findings":[…]}, the last being those that stand on no card.
-- Not WITHOUT ROWID: there a row above a quarter of a page takes a page of its own.
CREATE TABLE decision_3 (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  hook TEXT NOT NULL,
  hook_instance TEXT NOT NULL,
  client TEXT NOT NULL,
  tenant TEXT NOT NULL,
  patient TEXT NOT NULL,
  version TEXT NOT NULL,
  elapsed_us INTEGER NOT NULL,
  said TEXT NOT NULL
);
INSERT INTO decision_3 (id, at, hook, hook_instance, client, tenant, patient, version, elapsed_us, said)
SELECT d.id, d.at, d.hook, d.hook_instance, d.client, d.tenant, d.patient, d.version, d.elapsed_us, json_object(
  'cards', json((SELECT json_group_array(json_object(
    'id', c.id,
    'findings', json((SELECT json_group_array(json_object('code', f.code, 'indicator', f.indicator, 'status', f.status, 'facts', f.facts, 'need', f.need, 'reason', f.reason))
      FROM finding f WHERE f.decision = d.id AND f.card = c.id)),
    'suggestions', json((SELECT json_group_array(json_object('id', s.id, 'code', s.code, 'facts', s.facts)) FROM suggestion s WHERE s.card = c.id))))
    FROM card c WHERE c.decision = d.id)),
  'findings', json((SELECT json_group_array(json_object('code', f.code, 'indicator', f.indicator, 'status', f.status, 'facts', f.facts, 'need', f.need, 'reason', f.reason))
    FROM finding f WHERE f.decision = d.id AND f.card IS NULL)))
FROM decision d ORDER BY d.id;

-- What was answered of a patient's cards, as far as it can keep a finding silent or mild: the only cards a later call must know.
-- findings: [{"code":…,"facts":…,"indicator":…}]; reason is of an override, nothing for what was accepted.
CREATE TABLE answered (
  patient TEXT NOT NULL,
  card TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT,
  findings TEXT NOT NULL,
  PRIMARY KEY (patient, card)
) WITHOUT ROWID;
INSERT INTO answered (patient, card, at, reason, findings)
SELECT c.patient, c.id, c.at, c.reason, json_group_array(json_object('code', f.code, 'facts', f.facts, 'indicator', f.indicator))
FROM card c JOIN finding f ON f.decision = c.decision AND f.card = c.id
WHERE c.outcome = 'overridden' AND c.reason <> 'other' AND c.topic <> 'further-points' AND f.status = 'shown' AND f.facts IS NOT NULL
GROUP BY c.patient, c.id, c.at, c.reason;
INSERT INTO answered (patient, card, at, reason, findings)
SELECT c.patient, c.id, c.at, NULL, json_group_array(json_object('code', s.code, 'facts', s.facts))
FROM card c JOIN suggestion s ON s.card = c.id
WHERE c.outcome = 'accepted' AND s.accepted = 1 AND s.facts IS NOT NULL
GROUP BY c.patient, c.id, c.at;

-- accepted: the uuids of the suggestions that were taken, with a blank between two.
CREATE TABLE card_3 (
  id TEXT NOT NULL PRIMARY KEY,
  decision TEXT NOT NULL,
  topic TEXT NOT NULL,
  outcome TEXT,
  outcome_at INTEGER,
  reason TEXT,
  accepted TEXT
) WITHOUT ROWID;
INSERT INTO card_3 (id, decision, topic, outcome, outcome_at, reason, accepted)
SELECT c.id, c.decision, c.topic, c.outcome, c.outcome_at, c.reason, (SELECT group_concat(s.id, ' ') FROM suggestion s WHERE s.card = c.id AND s.accepted = 1)
FROM card c ORDER BY c.id;

DROP TABLE suggestion;
DROP TABLE finding;
DROP TABLE card;
DROP TABLE decision;
ALTER TABLE decision_3 RENAME TO decision;
ALTER TABLE card_3 RENAME TO card;

-- For those who look, and to find a decision's cards: a row for each card, finding and suggestion.
CREATE VIEW sent AS
SELECT d.id AS decision, d.patient AS patient, c.value ->> 'id' AS card FROM decision d, json_each(d.said, '$.cards') c;

CREATE VIEW finding AS
SELECT d.id AS decision, f.value ->> 'code' AS code, f.value ->> 'indicator' AS indicator, f.value ->> 'status' AS status, c.value ->> 'id' AS card,
  f.value ->> 'facts' AS facts, f.value ->> 'need' AS need, f.value ->> 'reason' AS reason
FROM decision d, json_each(d.said, '$.cards') c, json_each(c.value, '$.findings') f
UNION ALL
SELECT d.id, f.value ->> 'code', f.value ->> 'indicator', f.value ->> 'status', NULL, f.value ->> 'facts', f.value ->> 'need', f.value ->> 'reason'
FROM decision d, json_each(d.said, '$.findings') f;

CREATE VIEW suggestion AS
SELECT d.id AS decision, k.id AS card, s.value ->> 'id' AS id, s.value ->> 'code' AS code, s.value ->> 'facts' AS facts,
  CASE WHEN instr(k.accepted, s.value ->> 'id') > 0 THEN 1 ELSE 0 END AS accepted
FROM decision d, json_each(d.said, '$.cards') c, json_each(c.value, '$.suggestions') s, card k
WHERE k.id = c.value ->> 'id';

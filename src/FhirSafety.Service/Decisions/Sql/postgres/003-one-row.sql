-- What a call found, and what its cards offered, as JSON in the decision's row: a call is one row and one for each card, however much it found.
-- said: {"cards":[{"id":…,"findings":[…],"suggestions":[…]}],"findings":[…]}, the last being those that stand on no card.
ALTER TABLE decision ADD COLUMN said text;
UPDATE decision d SET said = json_build_object(
  'cards', (SELECT COALESCE(json_agg(json_build_object(
    'id', c.id,
    'findings', (SELECT COALESCE(json_agg(json_build_object('code', f.code, 'indicator', f.indicator, 'status', f.status, 'facts', f.facts, 'need', f.need, 'reason', f.reason)), '[]')
      FROM finding f WHERE f.decision = d.id AND f.card = c.id),
    'suggestions', (SELECT COALESCE(json_agg(json_build_object('id', s.id, 'code', s.code, 'facts', s.facts)), '[]') FROM suggestion s WHERE s.card = c.id))), '[]')
    FROM card c WHERE c.decision = d.id),
  'findings', (SELECT COALESCE(json_agg(json_build_object('code', f.code, 'indicator', f.indicator, 'status', f.status, 'facts', f.facts, 'need', f.need, 'reason', f.reason)), '[]')
    FROM finding f WHERE f.decision = d.id AND f.card IS NULL))::text;
ALTER TABLE decision ALTER COLUMN said SET NOT NULL;

-- What was answered of a patient's cards, as far as it can keep a finding silent or mild: the only cards a later call must know.
-- findings: [{"code":…,"facts":…,"indicator":…}]; reason is of an override, nothing for what was accepted.
CREATE TABLE answered (
  patient text COLLATE "C" NOT NULL,
  card text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  reason text COLLATE "C",
  findings text NOT NULL,
  PRIMARY KEY (patient, card)
);
INSERT INTO answered (patient, card, at, reason, findings)
SELECT c.patient, c.id, c.at, c.reason, json_agg(json_build_object('code', f.code, 'facts', f.facts, 'indicator', f.indicator))::text
FROM card c JOIN finding f ON f.decision = c.decision AND f.card = c.id
WHERE c.outcome = 'overridden' AND c.reason <> 'other' AND c.topic <> 'further-points' AND f.status = 'shown' AND f.facts IS NOT NULL
GROUP BY c.patient, c.id, c.at, c.reason;
INSERT INTO answered (patient, card, at, reason, findings)
SELECT c.patient, c.id, c.at, NULL, json_agg(json_build_object('code', s.code, 'facts', s.facts))::text
FROM card c JOIN suggestion s ON s.card = c.id
WHERE c.outcome = 'accepted' AND s.accepted = 1 AND s.facts IS NOT NULL
GROUP BY c.patient, c.id, c.at;

-- accepted: the uuids of the suggestions that were taken, with a blank between two.
ALTER TABLE card ADD COLUMN accepted text COLLATE "C";
UPDATE card c SET accepted = (SELECT string_agg(s.id, ' ') FROM suggestion s WHERE s.card = c.id AND s.accepted = 1) WHERE c.outcome IS NOT NULL;

DROP TABLE suggestion;
DROP TABLE finding;
DROP INDEX card_of_decision;
DROP INDEX card_answered;
ALTER TABLE card DROP COLUMN at, DROP COLUMN client, DROP COLUMN tenant, DROP COLUMN patient;

-- For those who look, and to find a decision's cards: a row for each card, finding and suggestion.
CREATE VIEW sent AS
SELECT d.id AS decision, d.patient AS patient, c.value ->> 'id' AS card FROM decision d, json_array_elements(d.said::json -> 'cards') c;

CREATE VIEW finding AS
SELECT d.id AS decision, f.value ->> 'code' AS code, f.value ->> 'indicator' AS indicator, f.value ->> 'status' AS status, c.value ->> 'id' AS card,
  f.value ->> 'facts' AS facts, f.value ->> 'need' AS need, f.value ->> 'reason' AS reason
FROM decision d, json_array_elements(d.said::json -> 'cards') c, json_array_elements(c.value -> 'findings') f
UNION ALL
SELECT d.id, f.value ->> 'code', f.value ->> 'indicator', f.value ->> 'status', NULL, f.value ->> 'facts', f.value ->> 'need', f.value ->> 'reason'
FROM decision d, json_array_elements(d.said::json -> 'findings') f;

CREATE VIEW suggestion AS
SELECT d.id AS decision, k.id AS card, s.value ->> 'id' AS id, s.value ->> 'code' AS code, s.value ->> 'facts' AS facts,
  CASE WHEN strpos(k.accepted, s.value ->> 'id') > 0 THEN 1 ELSE 0 END AS accepted
FROM decision d, json_array_elements(d.said::json -> 'cards') c, json_array_elements(c.value -> 'suggestions') s, card k
WHERE k.id = c.value ->> 'id';

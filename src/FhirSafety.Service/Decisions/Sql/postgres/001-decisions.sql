-- What was said and what became of it. No patient identifier and no fact in the clear: patient and facts are keyed hashes.
-- Times are milliseconds since 1970 in UTC. A decision's id is a UUID of version 7, so that ids sort by time.
CREATE TABLE decision (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  at bigint NOT NULL,
  hook text COLLATE "C" NOT NULL,
  hook_instance text COLLATE "C" NOT NULL,
  client text COLLATE "C" NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  patient text COLLATE "C" NOT NULL,
  version text COLLATE "C" NOT NULL,
  elapsed_us bigint NOT NULL
);

CREATE TABLE card (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  decision text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  client text COLLATE "C" NOT NULL,
  tenant text COLLATE "C" NOT NULL,
  patient text COLLATE "C" NOT NULL,
  topic text COLLATE "C" NOT NULL,
  outcome text COLLATE "C",
  outcome_at bigint,
  reason text COLLATE "C"
);
CREATE INDEX card_of_decision ON card (decision);
CREATE INDEX card_answered ON card (patient, at) WHERE outcome IS NOT NULL;

CREATE TABLE finding (
  decision text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  status text COLLATE "C" NOT NULL,
  card text COLLATE "C",
  facts text COLLATE "C",
  need text COLLATE "C",
  reason text COLLATE "C",
  PRIMARY KEY (decision, code)
);

-- code and facts: the precaution that offers a dose, and the sealed facts once it is taken.
CREATE TABLE suggestion (
  card text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C",
  facts text COLLATE "C",
  accepted bigint NOT NULL,
  PRIMARY KEY (card, id)
);

-- commented: whether there was a comment. Its words are never stored.
CREATE TABLE feedback (
  card text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  reason_system text COLLATE "C",
  reason text COLLATE "C",
  commented bigint NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (card, outcome, at)
);

CREATE TABLE unknown_feedback (
  client text COLLATE "C" NOT NULL,
  week text COLLATE "C" NOT NULL,
  outcome text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (client, week, outcome)
);

-- Running totals, kept in the same transaction as the rows they count, so that insights need not read every decision.
-- waits: how many answers came after so many seconds, as seconds:answers with a blank between two.
CREATE TABLE week_count (
  week text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  client text COLLATE "C" NOT NULL,
  shown bigint NOT NULL,
  silent bigint NOT NULL,
  not_checked bigint NOT NULL,
  on_cards bigint NOT NULL,
  accepted bigint NOT NULL,
  overridden bigint NOT NULL,
  waits text NOT NULL,
  PRIMARY KEY (week, code, indicator, client)
);

CREATE TABLE week_reason (
  week text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  indicator text COLLATE "C" NOT NULL,
  client text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  n bigint NOT NULL,
  PRIMARY KEY (week, code, indicator, client, reason)
);

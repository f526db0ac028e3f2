-- What was said and what became of it. No patient identifier and no fact in the clear: patient and facts are keyed hashes.
-- Times are milliseconds since 1970 in UTC. A decision's id is a UUID of version 7, so that ids sort by time.
CREATE TABLE decision (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  hook TEXT NOT NULL,
  hook_instance TEXT NOT NULL,
  client TEXT NOT NULL,
  tenant TEXT NOT NULL,
  patient TEXT NOT NULL,
  version TEXT NOT NULL,
  elapsed_us INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE card (
  id TEXT NOT NULL PRIMARY KEY,
  decision TEXT NOT NULL,
  at INTEGER NOT NULL,
  client TEXT NOT NULL,
  tenant TEXT NOT NULL,
  patient TEXT NOT NULL,
  topic TEXT NOT NULL,
  outcome TEXT,
  outcome_at INTEGER,
  reason TEXT
) WITHOUT ROWID;
CREATE INDEX card_of_decision ON card (decision);
CREATE INDEX card_answered ON card (patient, at) WHERE outcome IS NOT NULL;

CREATE TABLE finding (
  decision TEXT NOT NULL,
  code TEXT NOT NULL,
  indicator TEXT NOT NULL,
  status TEXT NOT NULL,
  card TEXT,
  facts TEXT,
  need TEXT,
  reason TEXT,
  PRIMARY KEY (decision, code)
) WITHOUT ROWID;

-- code and facts: the precaution that offers a dose, and the sealed facts once it is taken.
CREATE TABLE suggestion (
  card TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT,
  facts TEXT,
  accepted INTEGER NOT NULL,
  PRIMARY KEY (card, id)
) WITHOUT ROWID;

-- commented: whether there was a comment. Its words are never stored.
CREATE TABLE feedback (
  card TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason_system TEXT,
  reason TEXT,
  commented INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (card, outcome, at)
) WITHOUT ROWID;

CREATE TABLE unknown_feedback (
  client TEXT NOT NULL,
  week TEXT NOT NULL,
  outcome TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (client, week, outcome)
) WITHOUT ROWID;

-- Running totals, kept in the same transaction as the rows they count, so that insights need not read every decision.
-- waits: how many answers came after so many seconds, as seconds:answers with a blank between two.
CREATE TABLE week_count (
  week TEXT NOT NULL,
  code TEXT NOT NULL,
  indicator TEXT NOT NULL,
  client TEXT NOT NULL,
  shown INTEGER NOT NULL,
  silent INTEGER NOT NULL,
  not_checked INTEGER NOT NULL,
  on_cards INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  overridden INTEGER NOT NULL,
  waits TEXT NOT NULL,
  PRIMARY KEY (week, code, indicator, client)
) WITHOUT ROWID;

CREATE TABLE week_reason (
  week TEXT NOT NULL,
  code TEXT NOT NULL,
  indicator TEXT NOT NULL,
  client TEXT NOT NULL,
  reason TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (week, code, indicator, client, reason)
) WITHOUT ROWID;

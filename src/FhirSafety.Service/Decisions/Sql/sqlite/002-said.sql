-- When a patient's prescriber was last told what is said once in a while. One row each: a look takes the same time however much was said.
CREATE TABLE said (
  patient TEXT NOT NULL,
  code TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (patient, code)
) WITHOUT ROWID;

-- When a patient's prescriber was last told what is said once in a while. One row each: a look takes the same time however much was said.
CREATE TABLE said (
  patient text NOT NULL,
  code text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (patient, code)
);

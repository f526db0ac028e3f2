-- What is said once in a while is asked for by patient, answered or not.
CREATE INDEX decision_of_patient ON decision (patient, at);

drop function person_known;

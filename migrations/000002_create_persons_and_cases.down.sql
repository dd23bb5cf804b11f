drop table reward_hold, reward_step, reward_entry, document_number, decision_draft, case_access, case_month, obligation, case_summary, fact, person_name_key, case_file, person;

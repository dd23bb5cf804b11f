alter table document_number drop column paper_id;
drop table number_pattern, paper_rendition, paper_void, paper;

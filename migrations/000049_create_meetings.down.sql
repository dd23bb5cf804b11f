drop table measure_step;
drop table measure;
drop table meeting_figure;
drop table meeting_finding;
drop policy meeting_open on meeting;
drop table meeting_unit;
drop table meeting;

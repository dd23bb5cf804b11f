drop table policy_version, holiday_year, holiday, audit, sessions, posting, account, station_division, unit;

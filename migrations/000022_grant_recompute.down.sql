revoke update (recompute_on) on case_summary from xinsheng_app;

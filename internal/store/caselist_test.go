package store_test

import (
	"context"
	"os"
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"

	"xinsheng/internal/access"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

var listDay = date.New(2026, 11, 23)

// caseload is a database with what lists need of so many open cases and as many ended ones, three years each, written straight into the tables.
func caseload(t testing.TB, open int) *store.Store {
	t.Helper()
	db := testkit.DB(t)
	s, err := store.Open(t.Context(), db.ProgramURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if _, err := registry.New(s, clock.At(listDay)).SetUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(t.Context(), db.OwnerURL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), `create temporary table many as select n, n > $1 as ended, gen_random_uuid() as id, gen_random_uuid() as person,
		(array(select division from unit where kind = 'village' order by division))[1 + n % (select count(*) from unit where kind = 'village')] as place
		from generate_series(1, 2 * $1::int) n`, open); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`insert into person (id, name, sex, birth, document_sealed, document_index, document_mask) select person, '甄编' || chr(19968 + n % 5000), 'male', '1985-03-07', '\x01',
			int8send(n), '5203**********2417' from many`,
		`insert into person_name_key (person_id, key) select person, k from many, unnest(array['甄编' || chr(19968 + n % 5000), chr(19968 + n % 5000), 'zb' || chr(97 + n % 26), chr(97 + n % 26)]) k`,
		`insert into case_file (id, person_id, measure, term_months, place, station, opened_on, created_by) select id, person, 'detox', 36, place,
			(select min(id) from unit where kind = 'station'), '2023-11-01', 4 from many`,
		`insert into case_access (case_id, division, reading, from_date) select id, place, r, '2023-11-01' from many, unnest(array['answerable', 'police']) r`,
		`insert into case_summary (case_id, person_id, computed_on, measure, stage, phase, answerable, report_in, term_last_day, exit_day, last_test, last_test_result, next_due, breach_open, moving, strip)
			select id, person, '2026-11-23', case when n % 5 = 0 then 'rehab' else 'detox' end, case when ended then 'discharged' when n % 40 = 0 then 'suspended' else 'in_execution' end,
			case when not ended then 1 + n % 3 end, place, date '2023-12-01' + n % 900, date '2026-12-01' + n % 900, case when ended then date '2026-01-01' end, '2026-11-05', 'negative',
			case when not ended then date '2026-11-20' + n % 40 end, n % 200 = 0, n % 100 = 0, repeat('n', 36) from many`,
		`insert into case_month (case_id, month, phase, stage, division, window_month, window_ends, window_from, window_to, window_state, mark, tested, positive,
			reports_owed, reports_done, visits_owed, visits_done, talks_owed, talks_done, suspended_days, end_phase, measure, last_day, on_leave, report_in_state, assess_due, moved_from)
			select id, m, 1 + n % 3, 'in_execution', place, m, true, m, m + 27, case when n % 50 = 0 then 'missed' when n % 9 = 0 then 'open' else 'done' end, 'negative', true, n % 300 = 0,
			1, 1, 1, n % 2, 1, 1, 0, 1 + n % 3, case when n % 5 = 0 then 'rehab' else 'detox' end, date '2026-12-01' + n % 900, n % 70 = 0, case when n % 90 = 0 then 'on_time' end, (n % 40 = 0)::int,
			case when n % 500 = extract(month from m) then place + 1 end from many, lateral (select (date '2023-12-01' + make_interval(months => g))::date as m from generate_series(0, 35) g) months where not ended or m < '2026-01-01'`,
		`insert into obligation (case_id, seq, kind, owed_by, division, opens, due, rule, article) select id, q, (array['test', 'contact_report', 'contact_visit', 'contact_talk', 'phase_assessment'])[q],
			'village', place, '2026-11-01', date '2026-11-16' + (n + q * 7) % 40, 'x', 'x' from many, generate_series(1, 5) q where not ended`,
		`insert into fact (id, case_id, kind, date, content_hash, recorded_at, recorded_by) select gen_random_uuid(), id, 'assessment', date '2024-12-01' + n % 700, '\x01', now(), 4 from many where n % 3 > 0`,
		`insert into reward_entry (id, case_id, phase, kind, fen, village, accrued_on, assessment) select gen_random_uuid(), f.case_id, 1, 'accrual', 5000, m.place, f.date + 1, f.id from fact f join many m on m.id = f.case_id`,
		`insert into reward_step (entry, step, day, recorded_by) select e.id, s, e.accrued_on + 10, 4 from reward_entry e join many m on m.id = e.case_id, unnest(array['verified', 'approved', 'paid']) s where m.ended or s = 'verified' and m.n % 2 = 0`,
		`analyze`,
	} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%v in %s", err, sql)
		}
	}
	return s
}

// officers are a municipal office and a village's worker, as the database sees them.
func officers() map[string]access.Actor {
	return map[string]access.Actor{
		"office":  {Account: 4, Role: access.MunicipalOffice, Scope: division.ScopeOf(testkit.Near.County())},
		"village": {Account: 4, Role: access.VillageWorker, Scope: division.ScopeOf(testkit.Near)},
	}
}

func lists() map[string]store.CaseFilter {
	within := testkit.Near.Township().Range()
	all := map[string]store.CaseFilter{
		"open": {Stage: store.StageOpen, Sort: "due"}, "name": {Sort: "name"}, "late": {Duty: store.DutyLate, Kind: "test", Sort: "due"}, "township": {Within: within, Stage: store.StageOpen, Sort: "last_test"},
		"month": {Month: listDay.Month() - 1, Test: store.TestMissed, Sort: "place"}, "found": {Find: &store.PersonFinder{Name: "zbq"}, Sort: "due"},
	}
	for name, f := range all {
		f.Today, f.WeekEnd, f.Limit = listDay, listDay.WeekEnd(), 51
		all[name] = f
	}
	return all
}

func board(m date.Month) store.DashboardFilter {
	return store.DashboardFilter{Month: m, Today: listDay, WeekEnd: listDay.WeekEnd(), Soon: 60, Present: m == listDay.Month(), Rewards: true}
}

// TestListsAndFiguresReadNoFact looks at the plans: no fact, and no scan of every name for a search.
func TestListsAndFiguresReadNoFact(t *testing.T) {
	s := caseload(t, 800)
	fact := regexp.MustCompile(`(?i) on fact\w*`)
	for who, actor := range officers() {
		for name, f := range lists() {
			var plan string
			err := s.Read(t.Context(), actor, func(tx *store.Tx) (err error) {
				plan, err = tx.Explain(t.Context(), f, board(listDay.Month()-1), os.Getenv("XINSHENG_PLANS") != "")
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if os.Getenv("XINSHENG_PLANS") != "" {
				t.Logf("%s, %s:\n%s", who, name, plan)
			}
			if found := fact.FindString(plan); found != "" {
				t.Errorf("%s for the %s reads%s:\n%s", name, who, found, plan)
			}
			if name == "found" && !regexp.MustCompile(`person_name_key_idx`).MatchString(plan) {
				t.Errorf("a search for the %s does not reach the index of names:\n%s", who, plan)
			}
		}
	}
}

func BenchmarkCaseList5000(b *testing.B) {
	s := caseload(b, 5000)
	for who, actor := range officers() {
		for name, f := range lists() {
			b.Run(who+"/"+name, func(b *testing.B) {
				for b.Loop() {
					if err := s.Read(b.Context(), actor, func(tx *store.Tx) error {
						_, _, err := tx.CaseLines(b.Context(), f)
						return err
					}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

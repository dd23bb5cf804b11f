package registry_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/registry"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// refused checks that err is a fault of the kind with the message on the field.
func refused(t *testing.T, what string, err error, kind fault.Kind, field string, key text.Key) {
	t.Helper()
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind != kind {
		t.Errorf("%s: %v, want a fault that is %s", what, err, kind)
		return
	}
	if f.Key != key && !slices.ContainsFunc(f.Fields, func(x fault.Field) bool { return x.Name == field && x.Key == key }) {
		t.Errorf("%s: %v, want %s on %q", what, err, key, field)
	}
}

type bench struct {
	*testkit.Service
	system, security access.Actor
	account          int64
}

func newBench(t *testing.T) bench {
	t.Helper()
	s := testkit.Serve(t, nil)
	b := bench{Service: s, system: testkit.Actor(t, s, "sysadmin"), security: testkit.Actor(t, s, "secadmin")}
	id, _, err := s.Registry.AddAccount(t.Context(), b.system, registry.NewAccount{Login: "new1", Name: "试验员"})
	if err != nil {
		t.Fatal(err)
	}
	b.account = id
	return b
}

func (b bench) county(t *testing.T) int64 { return testkit.Actor(t, b.Service, "office1").Unit }

func TestPostingsThatCannotBeAreRefused(t *testing.T) {
	b := newBench(t)
	village, county := testkit.Actor(t, b.Service, "village1").Unit, b.county(t)
	add := func(n registry.NewPosting) error {
		_, err := b.Registry.AddPosting(t.Context(), b.security, n)
		return err
	}
	today := testkit.Today
	good := registry.NewPosting{Account: b.account, Role: access.VillageWorker, Unit: village, From: today, Until: today + 30}
	refused(t, "by the system administrator", func() error { _, err := b.Registry.AddPosting(t.Context(), b.system, good); return err }(), fault.NotFound, "", "")
	own := good
	own.Account = b.security.Account
	refused(t, "one's own account", add(own), fault.Invalid, "account", text.PostingNotOwn)
	past := good
	past.From = today - 1
	refused(t, "in the past", add(past), fault.Invalid, "from", text.ValidPast)
	backwards := good
	backwards.Until = today - 1
	refused(t, "backwards", add(backwards), fault.Invalid, "until", text.PostingUntilBeforeFrom)
	misplaced := good
	misplaced.Unit = county
	refused(t, "a village worker in the city", add(misplaced), fault.Invalid, "unit", text.PostingWrongUnit)
	nobody := good
	nobody.Account = access.AccountSetup
	refused(t, "the program's own account", add(nobody), fault.Invalid, "account", text.ValidNotAnOption)
	if err := add(good); err != nil {
		t.Fatal(err)
	}
	again := good
	again.From, again.Until = today+30, 0
	refused(t, "a day twice", add(again), fault.Invalid, "from", text.PostingOverlaps)
	again.From = today + 31
	if err := add(again); err != nil {
		t.Errorf("the day after the last day: %v", err)
	}
	if err := b.Registry.DisableAccount(t.Context(), b.system, b.account); err != nil {
		t.Fatal(err)
	}
	later := good
	later.From, later.Role, later.Unit, later.Until = today, access.MunicipalOffice, county, 0
	refused(t, "a disabled account", add(later), fault.Invalid, "account", text.PostingDisabledAccount)
}

func TestNoAccountHoldsTwoAdministratorsRoles(t *testing.T) {
	b := newBench(t)
	admin := func(r access.Role, from, until date.Date) error {
		_, err := b.Registry.AddPosting(t.Context(), b.security, registry.NewPosting{Account: b.account, Role: r, Unit: b.county(t), From: from, Until: until})
		return err
	}
	// Two at the very same time: the account is locked, so only one gets in.
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i, r := range []access.Role{access.SystemAdmin, access.AuditAdmin} {
		wg.Go(func() { errs[i] = admin(r, testkit.Today, testkit.Today+9) })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("both or neither got in: %v, %v", errs[0], errs[1])
	}
	refused(t, "a third", admin(access.SecurityAdmin, testkit.Today+9, 0), fault.Invalid, "role", text.PostingTwoAdmins)
	if err := admin(access.SecurityAdmin, testkit.Today+10, 0); err != nil {
		t.Errorf("one after the other: %v", err)
	}
}

func TestAPostingCanBeWithdrawnAtOnce(t *testing.T) {
	b := newBench(t)
	n := registry.NewPosting{Account: b.account, Role: access.MunicipalOffice, Unit: b.county(t), From: testkit.Today}
	id, err := b.Registry.AddPosting(t.Context(), b.security, n)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, "the day before yesterday", b.Registry.EndPosting(t.Context(), b.security, id, testkit.Today-2), fault.Invalid, "until", text.ValidPast)
	if err := b.Registry.EndPosting(t.Context(), b.security, id, testkit.Today-1); err != nil {
		t.Fatal(err)
	}
	if p, err := b.Registry.Posting(t.Context(), b.security, id); err != nil || p.Standing != "past" {
		t.Errorf("a withdrawn posting is %q, %v", p.Standing, err)
	}
	if a, err := b.Registry.Actor(t.Context(), "new1"); err != nil || a.Posting != 0 {
		t.Errorf("the account still acts under %d, %v", a.Posting, err)
	}
	refused(t, "ending it again", b.Registry.EndPosting(t.Context(), b.security, id, testkit.Today), fault.Conflict, "", text.PostingOver)
	if _, err := b.Registry.AddPosting(t.Context(), b.security, n); err != nil {
		t.Errorf("a withdrawn posting is in the way of a new one: %v", err)
	}
}

func TestDeputiesStayWithinWhatTheyStandInFor(t *testing.T) {
	b := newBench(t)
	lead := testkit.Actor(t, b.Service, "town2")
	add := func(d registry.Deputy) (int64, error) { return b.Registry.AddDeputy(t.Context(), b.security, d) }
	d := registry.Deputy{For: lead.Posting, Account: b.account, From: testkit.Today, Until: testkit.Today + 5}
	endless := d
	endless.Until = 0
	_, err := add(endless)
	refused(t, "without end", err, fault.Invalid, "until", text.ValidRequired)
	self := d
	self.Account = lead.Account
	_, err = add(self)
	refused(t, "of oneself", err, fault.Invalid, "account", text.PostingNotItsDeputy)
	id, err := add(d)
	if err != nil {
		t.Fatal(err)
	}
	_, err = add(registry.Deputy{For: id, Account: testkit.Actor(t, b.Service, "town1").Account, From: testkit.Today, Until: testkit.Today + 1})
	refused(t, "of a deputy", err, fault.Invalid, "account", text.PostingNotItsDeputy)
	a, err := b.Registry.Actor(t.Context(), "new1")
	if err != nil || a.Role != access.TownshipLead || !a.Sees(testkit.Near) || a.Sees(testkit.Far) {
		t.Errorf("the deputy is %v, %v", a.Role, err)
	}
	refused(t, "prolonged by ending it later", b.Registry.EndPosting(t.Context(), b.security, id, testkit.Today+9), fault.Invalid, "until", text.PostingAfterIts)
}

func TestAdministratorsDoNotHelpThemselves(t *testing.T) {
	b := newBench(t)
	_, err := b.Registry.ResetPassword(t.Context(), b.system, b.system.Account)
	refused(t, "own password", err, fault.Conflict, "", text.AccountNotOwn)
	refused(t, "own lock", b.Registry.UnlockAccount(t.Context(), b.security, b.security.Account), fault.Conflict, "", text.AccountNotOwn)
	refused(t, "own posting", b.Registry.EndPosting(t.Context(), b.security, b.security.Posting, testkit.Today), fault.Conflict, "", text.PostingNotOwn)
	refused(t, "unlocking by the system administrator", b.Registry.UnlockAccount(t.Context(), b.system, b.account), fault.NotFound, "", "")
	_, err = b.Registry.ResetPassword(t.Context(), b.system, access.AccountSetup)
	refused(t, "the program's own account", err, fault.NotFound, "", "")
}

func TestAccountsWithTheSameLoginConflict(t *testing.T) {
	b := newBench(t)
	_, _, err := b.Registry.AddAccount(t.Context(), b.system, registry.NewAccount{Login: "NEW1", Name: "另一个"})
	refused(t, "the same login", err, fault.Conflict, "login", text.AccountLoginTaken)
	_, _, err = b.Registry.AddAccount(t.Context(), b.system, registry.NewAccount{Login: "1new", Name: "另一个"})
	refused(t, "a login that begins with a digit", err, fault.Invalid, "login", text.AccountLoginForm)
}

func TestAStationSeesWhatItAnswersForOnTheDay(t *testing.T) {
	b := newBench(t)
	police := testkit.Actor(t, b.Service, "police1")
	far := testkit.Far.Township()
	if police.Sees(testkit.Far) {
		t.Fatal("sees too much to begin with")
	}
	if err := b.Registry.AddStationDivision(t.Context(), b.system, police.Unit, far, testkit.Today+1); err != nil {
		t.Fatal(err)
	}
	refused(t, "a village in it", b.Registry.AddStationDivision(t.Context(), b.system, police.Unit, testkit.Far, testkit.Today), fault.Invalid, "division", text.UnitAlreadyAnswered)
	refused(t, "no place", b.Registry.AddStationDivision(t.Context(), b.system, police.Unit, division.MustParse("520381101999"), testkit.Today), fault.Invalid, "division", text.ValidNotAnOption)
	sees := func() bool { return testkit.Actor(t, b.Service, "police1").Sees(testkit.Far) }
	if sees() {
		t.Error("sees it before its first day")
	}
	b.Clock.Set(testkit.Today + 1)
	if !sees() {
		t.Error("does not see it on its first day")
	}
	if err := b.Registry.EndStationDivision(t.Context(), b.system, police.Unit, far, testkit.Today+3); err != nil {
		t.Fatal(err)
	}
	b.Clock.Set(testkit.Today + 3)
	if sees() {
		t.Error("sees it after its last day")
	}
}

func TestEveryChangeIsInTheAuditLog(t *testing.T) {
	b := newBench(t)
	unit := testkit.Actor(t, b.Service, "village2").Unit
	steps := []struct {
		change string
		do     func() error
	}{
		{"account_renamed", func() error { return b.Registry.RenameAccount(t.Context(), b.system, b.account, "改过名") }},
		{"account_disabled", func() error { return b.Registry.DisableAccount(t.Context(), b.system, b.account) }},
		{"account_enabled", func() error { return b.Registry.EnableAccount(t.Context(), b.system, b.account) }},
		{"account_unlocked", func() error { return b.Registry.UnlockAccount(t.Context(), b.security, b.account) }},
		{"sessions_ended", func() error { return b.Registry.EndSessions(t.Context(), b.security, b.account) }},
		{"unit_named", func() error { return b.Registry.NameUnit(t.Context(), b.system, unit, "凯旋村") }},
		{"holiday_set", func() error {
			return b.Registry.SetHoliday(t.Context(), b.system, store.Holiday{Day: date.New(2027, 1, 1), Kind: "off", Name: "元旦"})
		}},
		{"year_known", func() error {
			return b.Registry.SetHolidayYear(t.Context(), b.system, store.HolidayYear{Year: 2027, Source: "试验"})
		}},
		{"holiday_removed", func() error { return b.Registry.RemoveHoliday(t.Context(), b.system, date.New(2027, 1, 1)) }},
	}
	for _, s := range steps {
		if err := s.do(); err != nil {
			t.Fatalf("%s: %v", s.change, err)
		}
		entries, _, err := b.Registry.AuditLog(t.Context(), testkit.Actor(t, b.Service, "auditor"), store.AuditFilter{}, 1)
		if err != nil || len(entries) != 1 || entries[0].Detail["change"] != s.change {
			t.Errorf("the newest entry after %s is %v, %v", s.change, entries, err)
		}
		if !text.Has(text.FamilyAuditChange, s.change) {
			t.Errorf("%s has no words", s.change)
		}
	}
	for _, a := range access.Actions() {
		if !text.Has(text.FamilyAction, a) {
			t.Errorf("action %s has no words", a)
		}
	}
}

func TestOfficialDaysThatTheWeekHasAnywayAreRefused(t *testing.T) {
	b := newBench(t)
	set := func(day, kind string) error {
		return b.Registry.SetHoliday(t.Context(), b.system, store.Holiday{Day: date.MustParse(day), Kind: kind, Name: "试验"})
	}
	refused(t, "a Saturday off", set("2027-01-02", "off"), fault.Invalid, "day", text.HolidayIsWeekend)
	refused(t, "a Friday worked", set("2027-01-01", "work"), fault.Invalid, "day", text.HolidayIsWeekday)
	refused(t, "by the security administrator", b.Registry.SetHoliday(t.Context(), b.security, store.Holiday{Day: date.MustParse("2027-01-01"), Kind: "off", Name: "元旦"}), fault.NotFound, "", "")
}

func TestSetUpIsDoneOnce(t *testing.T) {
	b := newBench(t)
	wrote, err := b.Registry.SetUp(t.Context())
	if err != nil || wrote {
		t.Fatalf("set up again: %v, %v", wrote, err)
	}
	units, err := b.Registry.Units(t.Context(), b.system)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, u := range units {
		count[u.Kind]++
	}
	want := map[string]int{"county": 1, "township": 17, "village": 127, "station": 17, "bureau": 1, "department": 5}
	for kind, n := range want {
		if count[kind] != n {
			t.Errorf("%d units of kind %s, want %d", count[kind], kind, n)
		}
	}
}

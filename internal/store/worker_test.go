package store_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// TestAHandoverTakesAsLongForManyAsForOne counts round trips.
func TestAHandoverTakesAsLongForManyAsForOne(t *testing.T) {
	svc := testkit.Serve(t, nil)
	var cases []uuid.UUID
	for seq := range 8 {
		cases = append(cases, testkit.Case(t, svc, testkit.Near, date.New(2026, 5, 11), seq+1))
	}
	db, trips := counted(t, svc)
	work := casework.New(db, svc.Clock, nil)
	lead := testkit.Actor(t, svc, "town2")
	hand := func(ids []uuid.UUID, to string) int64 {
		t.Helper()
		if _, err := work.OwnCases(t.Context(), lead); err != nil { // the connection is made
			t.Fatal(err)
		}
		trips.Store(0)
		done, err := work.HandOver(t.Context(), lead, casework.HandoverForm{Key: uuid.Must(uuid.NewV7()), Cases: ids, Worker: testkit.Actor(t, svc, to).Account, Reason: "调离"})
		if err != nil || done.Count != len(ids) {
			t.Fatalf("%+v %v", done, err)
		}
		return trips.Load()
	}
	hand(cases[:1], "town1") // statements are prepared
	one, many := hand(cases[1:2], "town1"), hand(cases[2:], "town1")
	if one != many {
		t.Errorf("%d round trips for one case, %d for six", one, many)
	}
}

// TestACaseThatMovesIsWithItsNewVillagesWorker moves a case that had been handed over by name.
func TestACaseThatMovesIsWithItsNewVillagesWorker(t *testing.T) {
	svc := testkit.Serve(t, nil)
	id := testkit.Case(t, svc, testkit.Near, date.New(2026, 3, 2), 1)
	worker := func() string {
		t.Helper()
		var name string
		err := svc.Store.Read(t.Context(), testkit.Actor(t, svc, "office1"), func(tx *store.Tx) error {
			lines, _, err := tx.CaseLines(t.Context(), store.CaseFilter{Today: testkit.Today, WeekEnd: testkit.Today.WeekEnd()})
			for _, l := range lines {
				if l.CaseID == id && l.Worker != nil {
					name = *l.Worker
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	if got := worker(); got != "李秀珍" {
		t.Errorf("at first %q", got)
	}
	if _, err := svc.Work.HandOver(t.Context(), testkit.Actor(t, svc, "town2"), casework.HandoverForm{Key: uuid.Must(uuid.NewV7()), Cases: []uuid.UUID{id},
		Worker: testkit.Actor(t, svc, "town1").Account, Reason: "分工"}); err != nil {
		t.Fatal(err)
	}
	if got := worker(); got != "肖开凤" {
		t.Errorf("handed over, %q", got)
	}
	record := func(action access.Action, body rehab.Body) string {
		t.Helper()
		key := uuid.Must(uuid.NewV7())
		if _, err := svc.Work.Record(t.Context(), access.SystemActor(access.AccountSetup), casework.Change{Case: id, Action: action, Entries: []casework.Entry{{Key: key, Date: testkit.Today, Body: body}}}); err != nil {
			t.Fatal(err)
		}
		return key.String()
	}
	request := record(access.TransferRequest, &rehab.TransferRequest{To: rehab.Destination(testkit.Far.String()), Reason: rehab.Residence})
	record(access.TransferDecide, &rehab.TransferOrigin{Of: request, Agreed: true})
	record(access.TransferDecide, &rehab.TransferDestination{Of: request, Agreed: true, Village: testkit.Far})
	record(access.TransferReceive, &rehab.TransferPoliceNotified{Of: request})
	transfer := record(access.TransferReceive, &rehab.Transfer{Of: request, To: rehab.Destination(testkit.Far.String())})
	if got := worker(); got != "肖开凤" {
		t.Errorf("on the way, %q", got)
	}
	record(access.TransferReceive, &rehab.TransferReportIn{Of: transfer, Village: testkit.Far})
	if got := worker(); got != "袁泽芬" {
		t.Errorf("arrived, %q", got)
	}
}

// BenchmarkWorkers counts who answers for 5,000 open cases, and lists those of one and of nobody.
func BenchmarkWorkers(b *testing.B) {
	s := caseload(b, 5000)
	ctx, office := b.Context(), officers()["office"]
	err := s.WithTx(ctx, access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		units, err := tx.Units(ctx, "village")
		for i, u := range units[1:] {
			id, aerr := tx.AddAccount(ctx, store.NewAccount{Login: fmt.Sprintf("v%d", i), Name: "试验", PasswordHash: "!"})
			if aerr != nil {
				return aerr
			}
			if _, aerr = tx.AddPosting(ctx, store.Posting{Account: id, Role: string(access.VillageWorker), Unit: u.ID, ValidFrom: date.New(2020, 1, 1)}); aerr != nil {
				return aerr
			}
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for name, read := range map[string]func(*store.Tx) error{
		"cells":  func(tx *store.Tx) error { _, err := tx.WorkerCells(ctx, listDay); return err },
		"nobody": func(tx *store.Tx) error { _, err := tx.UnassignedCases(ctx, listDay); return err },
		"own":    func(tx *store.Tx) error { _, err := tx.OwnCases(ctx, listDay); return err },
		"rounds": func(tx *store.Tx) error { _, err := tx.RoundCounts(ctx, listDay.Month(), nil); return err },
		"plain list": func(tx *store.Tx) error {
			_, _, err := tx.CaseLines(ctx, store.CaseFilter{Stage: store.StageOpen, Sort: "due", Today: listDay, WeekEnd: listDay.WeekEnd(), Limit: 51})
			return err
		},
		"list": func(tx *store.Tx) error {
			_, _, err := tx.CaseLines(ctx, store.CaseFilter{Stage: store.StageOpen, Unassigned: true, Sort: "due", Today: listDay, WeekEnd: listDay.WeekEnd(), Limit: 51})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := s.Read(ctx, office, read); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

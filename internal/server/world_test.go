package server_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/ledger"
	"xinsheng/internal/oversight"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/export"
	"xinsheng/internal/registry"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
)

// fillWorld adds to the world what routes of single features need: transfers, rewards, drafts. Each placeholder of route.go that stands in
// the path of a row has a value here or in newWorld.
func fillWorld(t *testing.T, s *testkit.Service, w world) {
	t.Helper()
	w.near["reward"], w.far["reward"] = addReward(t, s, testkit.Near, 3), addReward(t, s, testkit.Far, 4)
	w.near["payment"], w.far["payment"] = makePayment(t, s, approve(t, s, addReward(t, s, testkit.Near, 5), "town2")), makePayment(t, s, approve(t, s, addReward(t, s, testkit.Far, 6), "town3"))
	w.near["funding"] = addFunding(t, s)
	w.near["policy"] = addPolicy(t, s)
	w.near["plan"] = addPlan(t, s)
	w.near["referral"], w.far["referral"] = sendReferral(t, s, "town1", w.near["case"], "health"), sendReferral(t, s, "town3", w.far["case"], "labour")
	w.near["fact"], w.far["fact"] = factOf(t, s, w.near["case"], rehab.KindReportIn).ID, factOf(t, s, w.far["case"], rehab.KindReportIn).ID
	w.near["paper"], w.far["paper"] = issuePaper(t, s, "town2", w.near["case"]), issuePaper(t, s, "town3", w.far["case"])
	w.near["attachment"], w.far["attachment"] = attach(t, s, "town1", w.near["case"], w.near["fact"]), attach(t, s, "town3", w.far["case"], w.far["fact"])
	w.near["meeting"], w.far["meeting"] = holdMeeting(t, s, meetingEveryone(t, s)...), holdMeeting(t, s, testkit.Actor(t, s, "town3").Unit)
	w.near["measure"], w.far["measure"] = giveMeasure(t, s, w.near["meeting"], "town1"), giveMeasure(t, s, w.far["meeting"], "town3")
	w.near["staff"], w.near["staff_post"], w.near["staff_step"] = addStaff(t, s, "town1", testkit.Near, "甄一")
	w.far["staff"], w.far["staff_post"], w.far["staff_step"] = addStaff(t, s, "town3", testkit.Far, "甄二")

	w.near["split"], w.far["split"] = addSplit(t, s, testkit.Near), addSplit(t, s, testkit.Far)
	addReturns(t, s, w)
	w.near["slot"], w.near["archive"] = string(rehab.SlotHome), uuid.NewString()
	w.near["scan"], w.far["scan"] = fileScan(t, s, "town1", w.near["case"]), fileScan(t, s, "town3", w.far["case"])
}

// fileScan files a drawn picture in the slot of the home.
func fileScan(t *testing.T, s *testkit.Service, login, caseID string) string {
	t.Helper()
	id, _, err := s.Work.Attach(t.Context(), testkit.Actor(t, s, login), casework.Upload{Case: uuid.MustParse(caseID), Slot: rehab.SlotHome, Day: s.Clock.Today(), Content: drawing(t, 64, 48)})
	if err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// issuePaper records a warning and issues its letter.
func issuePaper(t *testing.T, s *testkit.Service, login, caseID string) string {
	t.Helper()
	id, key, actor := uuid.MustParse(caseID), uuid.Must(uuid.NewV7()), testkit.Actor(t, s, login)
	if _, err := s.Work.Record(t.Context(), actor, casework.Change{Case: id, Action: access.BreachRecord, Entries: []casework.Entry{{Key: key, Date: testkit.Today, Body: &rehab.Warning{Text: "按时检测"}}}}); err != nil {
		t.Fatal(err)
	}
	p, err := s.Papers.Issue(t.Context(), actor, paper.Wanted{Case: id, Key: uuid.Must(uuid.NewV7()), Kind: "warning", Fact: key.String()})
	if err != nil {
		t.Fatal(err)
	}
	return p.ID.String()
}

// notice issues a supervision notice to the unit of an account, which receives it and replies with a drawn picture where it can.
func notice(t *testing.T, s *testkit.Service, login string) (id, evidence string) {
	t.Helper()
	to, office, key := testkit.Actor(t, s, login), testkit.Actor(t, s, "office1"), uuid.Must(uuid.NewV7())
	if !to.May(access.NoticeAnswer) {
		to = testkit.Actor(t, s, "town2")
	}
	in := oversight.NoticeForm{Key: key, Unit: to.Unit, Problem: "月度检测<b>逾期", Basis: oversight.NoticeBasis, Deadline: testkit.Today + 10}
	if err := s.Oversee.IssueNotice(t.Context(), office, in); err != nil {
		t.Fatal(err)
	}
	step := func(x oversight.NoticeForward) {
		t.Helper()
		x.Notice, x.Key, x.Date = key, uuid.Must(uuid.NewV7()), testkit.Today
		if _, err := s.Oversee.TakeNoticeStep(t.Context(), to, x); err != nil {
			t.Fatal(err)
		}
	}
	step(oversight.NoticeForward{Kind: rehab.NoticeReceive})
	f, err := s.Oversee.KeepNoticeFile(t.Context(), to, key, "整改后.png", drawing(t, 64, 48))
	if err != nil {
		t.Fatal(err)
	}
	step(oversight.NoticeForward{Kind: rehab.NoticeReply, Words: "已补检", Files: []store.NoticeFile{f}})
	return key.String(), f.ID.String()
}

// officePaper issues a paper of the municipal office to the unit of an account.
func officePaper(t *testing.T, s *testkit.Service, login string) string {
	t.Helper()
	to, office, id := testkit.Actor(t, s, login), testkit.Actor(t, s, "office1"), uuid.Must(uuid.NewV7())
	if err := s.Store.WithTx(t.Context(), office, func(tx *store.Tx) error {
		_, err := s.Papers.FreezeOffice(t.Context(), tx, oversight.Paper{ID: id, Kind: "supervision_notice", Issuer: office.Unit, About: id, Division: to.Division, Recipient: to.Unit, Day: testkit.Today,
			Content: oversight.NoticeSheet{Problem: "月度检测<b>逾期", Basis: "《戒毒条例》第十六条", Deadline: testkit.Today + 10}})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// attach attaches a drawn picture to a fact.
func attach(t *testing.T, s *testkit.Service, login, caseID, fact string) string {
	t.Helper()
	id, _, err := s.Work.Attach(t.Context(), testkit.Actor(t, s, login), casework.Upload{Case: uuid.MustParse(caseID), Fact: uuid.MustParse(fact), Name: "试验.png", Content: drawing(t, 64, 48)})
	if err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// drawing is a PNG of one colour.
func drawing(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(m, m.Rect, image.NewUniform(color.RGBA{40, 120, 120, 255}), image.Point{}, draw.Src)
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// addReward makes a case whose first phase is passed and returns the reward that accrued.
func addReward(t *testing.T, s *testkit.Service, village division.Code, seq int) string {
	t.Helper()
	reportIn := date.New(2025, 3, 3)
	id := testkit.Case(t, s, village, reportIn, seq, testkit.PassedPhase(reportIn)...)
	var entries []store.RewardEntry
	err := s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) (err error) {
		entries, err = tx.RewardEntriesOf(t.Context(), id)
		return err
	})
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d rewards of a passed phase: %v", len(entries), err)
	}
	return entries[0].ID.String()
}

// approve takes a reward through the township and the municipal office.
func approve(t *testing.T, s *testkit.Service, entry, login string) string {
	t.Helper()
	id := uuid.MustParse(entry)
	if err := s.Ledger.Verify(t.Context(), testkit.Actor(t, s, login), id); err != nil {
		t.Fatal(err)
	}
	if err := s.Ledger.Approve(t.Context(), testkit.Actor(t, s, "office1"), id); err != nil {
		t.Fatal(err)
	}
	return entry
}

// makePayment makes office1 gather the entries into a batch.
func makePayment(t *testing.T, s *testkit.Service, entries ...string) string {
	t.Helper()
	in, office := ledger.NewPayment{Key: uuid.Must(uuid.NewV7())}, testkit.Actor(t, s, "office1")
	for _, id := range entries {
		in.Entries = append(in.Entries, uuid.MustParse(id))
	}
	d, err := s.Ledger.DraftPayment(t.Context(), office, in.Entries)
	if err != nil {
		t.Fatal(err)
	}
	in.Seen = d.Fen
	if _, err := s.Ledger.MakePayment(t.Context(), office, in); err != nil {
		t.Fatal(err)
	}
	return in.Key.String()
}

// addFunding records a budget of the municipal office.
func addFunding(t *testing.T, s *testkit.Service) string {
	t.Helper()
	office, id := testkit.Actor(t, s, "office1"), uuid.Must(uuid.NewV7())
	if err := s.Oversee.RecordFunding(t.Context(), office, store.FundingEntry{ID: id, Year: testkit.Today.Year(), Unit: office.Unit, Purpose: "tests", Kind: "budgeted", Day: testkit.Today, Fen: 100_00}); err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// addPolicy publishes a version long before it comes into force and returns its id.
func addPolicy(t *testing.T, s *testkit.Service) string {
	t.Helper()
	office := testkit.Actor(t, s, "office1")
	if err := s.Registry.PublishPolicy(t.Context(), office, registry.PolicyDraft{Effective: date.New(2090, 1, 1), Name: "试验", Policy: rehab.Chishui()}); err != nil {
		t.Fatal(err)
	}
	book, err := s.Registry.PolicyBook(t.Context(), office)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatInt(book.Newest().ID, 10)
}

// addPlan keeps a draft of the policy and returns its id.
func addPlan(t *testing.T, s *testkit.Service) string {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	d := registry.PolicyDraft{Effective: date.New(2091, 1, 1), Name: "试验拟稿", Policy: rehab.CommonPracticeDetox()}
	if err := s.Registry.SavePolicyPlan(t.Context(), testkit.Actor(t, s, "office1"), id, 0, d); err != nil {
		t.Fatal(err)
	}
	return id.String()
}

// askExport asks for a file in the name of an account; an export is its account's alone.
func askExport(t *testing.T, s *testkit.Service, login string) string {
	t.Helper()
	s.Exports.Register("dossier_pdf", func(context.Context, export.Job) (export.File, error) {
		return export.File{Name: "甄一的档案.pdf", MediaType: "application/pdf", Content: []byte("%PDF-1.4 试验")}, nil
	})
	id, err := s.Exports.Ask(t.Context(), testkit.Actor(t, s, login), export.Order{Key: uuid.Must(uuid.NewV7()), Kind: "dossier_pdf", About: "试验"})
	if err != nil {
		t.Fatal(err)
	}
	return id.String()
}

func addAccount(t *testing.T, s *testkit.Service, login string) int64 {
	t.Helper()
	id, _, err := s.Registry.AddAccount(t.Context(), testkit.Actor(t, s, "sysadmin"), registry.NewAccount{Login: login, Name: "试验员"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func addPosting(t *testing.T, s *testkit.Service, account int64) int64 {
	t.Helper()
	id, err := s.Registry.AddPosting(t.Context(), testkit.Actor(t, s, "secadmin"), registry.NewPosting{
		Account: account, Role: access.VillageWorker, Unit: testkit.Actor(t, s, "village1").Unit, From: testkit.Today,
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// factOf returns the first fact of a kind in a case, as the program itself sees it.
func factOf(t *testing.T, s *testkit.Service, caseID string, kind rehab.Kind) store.RecordedFact {
	t.Helper()
	id, err := uuid.Parse(caseID)
	if err != nil {
		t.Fatal(err)
	}
	var found store.RecordedFact
	err = s.Store.Read(t.Context(), access.SystemActor(access.AccountSetup), func(tx *store.Tx) error {
		facts, err := tx.Facts(t.Context(), id)
		for _, f := range facts[id] {
			if found.ID == "" && f.Body.Kind() == kind {
				found = f
			}
		}
		return err
	})
	if err != nil || found.ID == "" {
		t.Fatalf("no %s in the case: %v", kind, err)
	}
	return found
}

// addStaff proposes somebody for a village and records a health check; it returns the member, the post and the step.
func addStaff(t *testing.T, s *testkit.Service, login string, village division.Code, name string) (member, post, step string) {
	t.Helper()
	actor, key, check := testkit.Actor(t, s, login), uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	id, err := s.Oversee.ProposeStaff(t.Context(), actor, oversight.StaffProposal{Key: key, Name: name, Sex: "male", BirthYear: 1985, Place: village, Post: rehab.PostFullTime, Source: "4050", From: date.New(2026, 3, 1)})
	if err == nil {
		err = s.Oversee.TakeStaffStep(t.Context(), actor, oversight.StaffForward{Key: check, Member: id, Kind: store.StaffFit, Day: date.New(2026, 3, 1)})
	}
	if err != nil {
		t.Fatal(err)
	}
	return id.String(), key.String(), check.String()
}

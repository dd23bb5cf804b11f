package server_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/ledger"
	"xinsheng/internal/server"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// TestStatementsReconcile: after any history, what a statement says is the ledger's entries less the batches that were paid, on the page, in the workbook and
// line by line.
func TestStatementsReconcile(t *testing.T) {
	s := testkit.Serve(t, nil)
	h := &rewardHistory{T: t, s: s, r: rand.New(rand.NewPCG(7, 28))} //nolint:gosec // the same history every time
	for seq, village := range []division.Code{testkit.Near, testkit.Near, testkit.Near, testkit.Near, testkit.Far, testkit.Far, testkit.Far} {
		h.entries = append(h.entries, addReward(t, s, village, seq+1))
	}
	for range 60 {
		s.Clock.Set(s.Clock.Today() + date.Date(h.r.IntN(4)))
		h.step()
	}
	if h.paid < 3 || h.reversed < 2 || h.voided == 0 {
		t.Fatalf("a poor history: %d paid, %d reversed, %d voided", h.paid, h.reversed, h.voided)
	}
	today := s.Clock.Today()
	office, b := testkit.Actor(t, s, "office1"), testkit.Client(t, s, "office1")
	for _, p := range []ledger.Period{{From: date.New(2000, 1, 1), To: today}, {From: testkit.Today, To: today}, {From: testkit.Today + 9, To: today - 9}, {From: date.New(2026, 3, 1), To: testkit.Today - 1}} {
		want := h.recount(p)
		got, err := s.Ledger.Accounts(t.Context(), office, 0, p)
		if err != nil {
			t.Fatal(err)
		}
		rows := bookRows(t, b.Get(fmt.Sprintf("/rewards/statements/export?from=%s&until=%s", p.From, p.To)))
		for i := range got {
			a := &got[i]
			w := want[a.Village]
			if [5]int64{a.Opening, a.Accrued, a.Reversed, a.Paid, a.Closing()} != [5]int64{w.Opening, w.Accrued, w.Reversed, w.Paid, w.Closing()} {
				t.Errorf("%v: %s is %+v, recounted %+v", p, a.Village, *a, w)
			}
			if money := fmt.Sprintf("%.2f", float64(a.Closing())/100); strings.ReplaceAll(rows[i+1][6], ",", "") != money {
				t.Errorf("the workbook says %q, the account %s", rows[i+1], money)
			}
			st, err := s.Ledger.Statement(t.Context(), office, a.Village, p)
			if err != nil {
				t.Fatal(err)
			}
			last := st.Opening
			if n := len(st.Moves); n > 0 {
				last = st.Moves[n-1].Balance
			}
			if last != a.Closing() {
				t.Errorf("%v: the lines of %s end at %d, its account at %d", p, a.Village, last, a.Closing())
			}
			page := b.Get(fmt.Sprintf("/rewards/statements/%s?from=%s&until=%s", a.Village, p.From, p.To)).Body
			contains(t, page, text.Yuan(a.Closing())+" 元", text.Yuan(a.Opening)+" 元")
		}
	}
	h.neverTwice()
	t.Run("who sees which", func(t *testing.T) {
		v := testkit.Client(t, s, "village1")
		contains(t, v.Get("/rewards/statements").Body, "滨江社区")
		if strings.Contains(v.Get("/rewards/statements").Body, "复兴镇") {
			t.Error("a village sees another's account")
		}
		for path, status := range map[string]int{"/rewards/statements/" + testkit.Far.String(): 404, "/rewards/statements/520381001000": 404, "/rewards/statements/520381001006?from=2026-05-01&until=2026-04-01": 422} {
			if a := v.Get(path); a.Status != status {
				t.Errorf("%s: %d, want %d", path, a.Status, status)
			}
		}
	})
	t.Run("as a paper", func(t *testing.T) {
		key, at := server.NewFormKey(), "/rewards/statements/"+testkit.Near.String()+"/paper?from=2026-01-01&until="+today.String()
		for range 2 {
			if a := b.Post(at, server.FormKey, key); a.Status != http.StatusSeeOther || a.Location != "/papers/"+key {
				t.Fatalf("%d to %q", a.Status, a.Location)
			}
		}
		contains(t, b.Get("/papers/"+key).Body, "赤禁奖对〔"+fmt.Sprint(today.Year())+"〕1号", "期末余额", "滨江社区")
		if a := testkit.Client(t, s, "village1").Get("/papers/" + key); a.Status != http.StatusOK {
			t.Errorf("the village it is addressed to: %d", a.Status)
		}
		if a := testkit.Client(t, s, "village2").Get("/papers/" + key); a.Status != http.StatusNotFound {
			t.Errorf("another village: %d", a.Status)
		}
	})
}

// rewardHistory does to rewards whatever comes next.
type rewardHistory struct {
	*testing.T
	s                      *testkit.Service
	r                      *rand.Rand
	entries                []string
	batches                []uuid.UUID
	paid, voided, reversed int
}

func (h *rewardHistory) lines(state string) []store.RewardLine {
	page, err := h.s.Ledger.List(h.Context(), testkit.Actor(h.T, h.s, "office1"), store.RewardFilter{State: state, Limit: 1000})
	if err != nil {
		h.Fatal(err)
	}
	return page.Lines
}

func (h *rewardHistory) step() {
	office, second := testkit.Actor(h.T, h.s, "office1"), testkit.Actor(h.T, h.s, "office2")
	pick := func(all []store.RewardLine) []store.RewardLine {
		return slices.DeleteFunc(all, func(store.RewardLine) bool { return h.r.IntN(3) == 0 })
	}
	var err error
	switch h.r.IntN(6) {
	case 0:
		for _, l := range pick(h.lines("accrued")) {
			login := "town2"
			if l.Village == testkit.Far {
				login = "town3"
			}
			err = h.s.Ledger.Verify(h.Context(), testkit.Actor(h.T, h.s, login), l.ID)
		}
	case 1:
		for _, l := range pick(h.lines("verified")) {
			err = h.s.Ledger.Approve(h.Context(), office, l.ID)
		}
	case 2:
		var ids []string
		for _, l := range pick(h.lines("approved")) {
			if l.Kind == "accrual" {
				ids = append(ids, l.ID.String())
			}
		}
		if len(ids) > 0 {
			h.batches = append(h.batches, uuid.MustParse(makePayment(h.T, h.s, ids...)))
		}
	case 3, 4:
		for _, id := range h.batches {
			p, perr := h.s.Ledger.OpenPayment(h.Context(), second, id)
			switch {
			case perr != nil:
				h.Fatal(perr)
			case p.State != "standing":
			case len(p.Amiss()) > 0 || h.r.IntN(6) == 0:
				err = h.s.Ledger.VoidPayment(h.Context(), office, id, "重编")
				h.voided++
			default:
				err = h.s.Ledger.PayPayment(h.Context(), second, id, h.s.Clock.Today(), id.String())
				h.paid++
			}
		}
	case 5:
		all := slices.DeleteFunc(h.lines(""), func(l store.RewardLine) bool { return l.Kind != "accrual" || l.Reversed })
		if len(all) > 0 && h.r.IntN(2) == 0 {
			voidPass(h.T, h.s, all[h.r.IntN(len(all))].CaseID)
			h.reversed++
		}
	}
	if err != nil {
		h.Fatal(err)
	}
}

// recount adds up the entries of the ledger and the batches that were paid.
func (h *rewardHistory) recount(p ledger.Period) map[division.Code]store.RewardAccount {
	out := map[division.Code]store.RewardAccount{}
	move := func(village division.Code, day date.Date, in func(*store.RewardAccount), before int64) {
		a := out[village]
		switch {
		case day < p.From:
			a.Opening += before
		case day <= p.To:
			in(&a)
		}
		out[village] = a
	}
	for _, l := range h.lines("") {
		move(l.Village, l.AccruedOn, func(a *store.RewardAccount) {
			if l.Fen < 0 {
				a.Reversed += l.Fen
			} else {
				a.Accrued += l.Fen
			}
		}, l.Fen)
	}
	for _, id := range h.batches {
		b, err := h.s.Ledger.OpenPayment(h.Context(), testkit.Actor(h.T, h.s, "office1"), id)
		if err != nil {
			h.Fatal(err)
		}
		for _, v := range b.Sums {
			if v.Fen < 0 {
				h.Errorf("a batch takes %d from %s", v.Fen, v.Village)
			}
			if b.State == "paid" {
				move(v.Village, b.EndDay, func(a *store.RewardAccount) { a.Paid += v.Fen }, -v.Fen)
			}
		}
	}
	return out
}

// neverTwice looks at what the batches that were paid settle of each entry: an accrual once and whole, a claw-back never by more than itself.
func (h *rewardHistory) neverTwice() {
	settled, lines := map[uuid.UUID]int64{}, map[uuid.UUID]store.RewardLine{}
	for _, id := range h.batches {
		b, err := h.s.Ledger.OpenPayment(h.Context(), testkit.Actor(h.T, h.s, "office1"), id)
		if err != nil {
			h.Fatal(err)
		}
		if b.State == "paid" {
			for _, l := range b.Lines {
				settled[l.ID] += l.Part
			}
		}
	}
	for _, l := range h.lines("") {
		lines[l.ID] = l
		switch n := settled[l.ID]; {
		case l.Kind == "accrual" && n != 0 && n != l.Fen, l.Kind == "reversal" && n < l.Fen, l.State == "paid" && n != l.Fen, l.State != "paid" && n == l.Fen:
			h.Errorf("of %d fen, %s, %d are settled", l.Fen, l.State, n)
		}
	}
	for id := range settled {
		if _, ok := lines[id]; !ok {
			h.Errorf("a batch settles what the ledger does not have: %s", id)
		}
	}
}

package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/ledger"
	"xinsheng/internal/session"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/reward"
)

const (
	rewardsPath = "/rewards"
	rewardsPage = 50
)

// rewardList shows the ledger the actor sees, as the address filters it.
func (s *Server) rewardList(w http.ResponseWriter, r *http.Request) error {
	v, _, err := s.rewardView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.List(v))
}

func (s *Server) rewardView(r *http.Request) (v pages.ListView, page ledger.Page, err error) {
	ctx, actor := r.Context(), session.From(r.Context()).Actor
	f, q := rewardFilter(readQuery(r))
	f.Limit = rewardsPage
	if page, err = s.Ledger.List(ctx, actor, f); err != nil {
		return v, page, err
	}
	g, err := s.rewardPlaces(ctx, f.On)
	if err != nil {
		return v, page, err
	}
	title, hand := text.T(ctx, text.RewardTitle), actor
	if !f.On.IsZero() { // what stood at a past day cannot be moved on
		title, hand = text.T(ctx, text.RewardTitleOn, "Day", f.On), access.Actor{}
	}
	v = pages.ListView{Title: title, Tabs: rewardTabs(ctx, rewardsPath), Figures: rewardFigures(ctx, page.Sums, q), Filter: rewardFilters(ctx, g, actor, q),
		Table: rewardTable(ctx, g, hand, page, f.State), Pages: components.PaginationView{To: len(page.Lines), From: min(1, len(page.Lines))}}
	if len(page.Lines) > 0 {
		v.Excel = rewardsPath + "/export?" + q.Encode()
	}
	if step, label := rewardBulk(hand); step != "" && slices.ContainsFunc(v.Table.Rows, func(row components.Row) bool { return !row.Fixed }) {
		v.Action, v.Table.Pick = rewardsPath+step+"?"+q.Encode(), "entry"
		v.Bulk = &components.BulkBarView{Actions: []components.ButtonView{{Label: text.T(ctx, label), Icon: icon.Signature, Small: true}}}
	}
	if page.More {
		last := page.Lines[len(page.Lines)-1]
		q.Set("after", last.AccruedOn.String()+"_"+last.ID.String())
		v.Pages.Next = rewardsPath + "?" + q.Encode()
	}
	return v, page, nil
}

// rewardPlaces are the names of the day as of which the ledger is shown; none: of today.
func (s *Server) rewardPlaces(ctx context.Context, on date.Date) (*gazetteer, error) {
	if on.IsZero() {
		return s.gazetteer(ctx)
	}
	return s.gazetteerOn(ctx, on)
}

// rewardBulk is the step that the actor takes with several entries at once, none for who takes none.
func rewardBulk(actor access.Actor) (step string, label text.Key) {
	switch {
	case actor.May(access.RewardVerify):
		return "/verify", text.RewardVerifyPicked
	case actor.May(access.RewardApprove):
		return "/approve", text.RewardApprovePicked
	}
	return "", ""
}

// rewardFilter reads the filters of the address; q holds them again, without the page.
func rewardFilter(in *Form) (f store.RewardFilter, q url.Values) {
	q = url.Values{}
	keep := func(name, v string) {
		if v != "" {
			q.Set(name, v)
		}
	}
	f.State = in.Choice("state", store.RewardStates()...)
	f.Phase = in.Int("phase", 1, 3)
	f.From, f.To, f.On = in.Date("from"), in.Date("to"), in.Date("on")
	if c, err := division.Parse(in.Typed("place")); err == nil {
		f.Within = c.Range()
		keep("place", c.String())
	}
	keep("state", f.State)
	keep("from", f.From.String())
	keep("to", f.To.String())
	keep("on", f.On.String())
	if f.Phase != 0 {
		keep("phase", strconv.Itoa(f.Phase))
	}
	f.After = rewardKey(in.Typed("after"))
	return f, q
}

// rewardKey reads where a page begins; anything else is the first page.
func rewardKey(s string) store.RewardKey {
	const day = len("2006-01-02")
	if len(s) <= day+1 {
		return store.RewardKey{}
	}
	var k store.RewardKey
	id, err := uuid.Parse(s[day+1:])
	if err != nil || k.AccruedOn.UnmarshalText([]byte(s[:day])) != nil {
		return store.RewardKey{}
	}
	k.ID = id
	return k
}

func rewardFigures(ctx context.Context, sums []store.RewardSum, q url.Values) []components.FigureView {
	icons := map[string]icon.Name{"accrued": icon.Clock, "verified": icon.Signature, "approved": icon.CircleCheck, "batched": icon.Coins, "held": icon.CirclePause}
	tones := map[string]components.Tone{"accrued": components.Due, "verified": components.Due, "approved": components.Done, "batched": components.Done, "held": components.Late}
	var out []components.FigureView
	for _, state := range []string{"accrued", "verified", "approved", "batched", "held"} {
		f := components.FigureView{Label: text.Of(ctx, text.FamilyRewardState, state), Icon: icons[state], N: "0",
			Note: text.T(ctx, text.RewardSumNote, "Count", 0), Href: rewardsPath + "?" + with(q, "state", state)}
		for _, sum := range sums {
			if sum.State == state && sum.Count > 0 {
				f.N, f.Note, f.Tone = text.Money(ctx, sum.Fen), text.T(ctx, text.RewardSumNote, "Count", sum.Count), tones[state]
			}
		}
		out = append(out, f)
	}
	return out
}

// with returns the query with one value replaced.
func with(q url.Values, name, value string) string {
	c := url.Values{}
	for k, v := range q {
		c[k] = v
	}
	c.Set(name, value)
	return c.Encode()
}

func rewardFilters(ctx context.Context, g *gazetteer, actor access.Actor, q url.Values) components.FilterBarView {
	phases := components.OptionsOf(ctx, text.FamilyPhaseName, "1", "2", "3")
	places := g.Townships(actor.Scope)
	if len(places) <= 1 {
		places = g.Villages(actor.Scope)
	}
	v := components.FilterBarView{Action: rewardsPath, Target: "main", Clear: rewardsPath, Filters: []components.Filter{
		{Name: "state", Label: text.T(ctx, text.RewardState), Value: q.Get("state"), Options: components.OptionsOf(ctx, text.FamilyRewardState, store.RewardStates()...)},
		{Name: "phase", Label: text.T(ctx, text.RewardPhase), Value: q.Get("phase"), Options: phases},
	}}
	if len(places) > 1 {
		v.Filters = append(v.Filters, components.Filter{Name: "place", Label: text.T(ctx, text.RewardVillage), Value: q.Get("place"), Options: places})
	}
	for _, name := range []string{"from", "to", "on"} {
		if q.Has(name) {
			v.Hidden = append(v.Hidden, components.Option{Label: name, Value: q.Get(name)})
		}
	}
	return v
}

func rewardTable(ctx context.Context, g *gazetteer, actor access.Actor, page ledger.Page, state string) components.TableView {
	t := components.TableView{
		Caption: text.T(ctx, text.RewardCaption),
		Columns: []components.Column{
			{Label: text.T(ctx, text.RewardPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.RewardPhase)},
			{Label: text.T(ctx, text.RewardVillage)}, {Label: text.T(ctx, text.RewardAmount), Num: true, Phone: components.PhoneSide},
			{Label: text.T(ctx, text.RewardAccrued)}, {Label: text.T(ctx, text.RewardState)}, {Label: text.T(ctx, text.RewardSteps)},
			{Label: text.T(ctx, text.RewardAct), Quiet: true, Phone: components.PhoneWide},
		},
		Empty: components.EmptyView{Title: text.T(ctx, text.RewardEmpty), Note: text.T(ctx, text.RewardEmptyNote)},
	}
	for _, l := range page.Lines {
		t.Rows = append(t.Rows, rewardRow(ctx, g, actor, l))
	}
	var count int
	var fen int64 // of the whole list, not of the page
	for _, sum := range page.Sums {
		if state == "" || sum.State == state {
			count, fen = count+sum.Count, fen+sum.Fen
		}
	}
	t.Totals = []components.Cell{{Words: text.T(ctx, text.RewardTotal)}, {}, {Words: text.T(ctx, text.RewardSumNote, "Count", count)}, {Words: text.Money(ctx, fen)}, {}, {}, {}, {}}
	return t
}

func rewardRow(ctx context.Context, g *gazetteer, actor access.Actor, l store.RewardLine) components.Row {
	row := components.Row{ID: l.ID.String(), Name: deref(l.Name), Late: l.State == "held"}
	act := rewardAct(ctx, actor, l)
	row.Fixed = act.Body == nil
	name := components.Cell{Words: text.T(ctx, text.RewardMoved)}
	if l.Name != nil {
		name = components.Cell{Words: *l.Name, Sub: tail(l.DocMask)}
		row.Href = "/cases/" + l.CaseID.String()
	}
	phase := components.Cell{Words: text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(l.Phase))}
	if l.ClawBack() {
		phase.Sub = text.T(ctx, text.PaymentClawBackSub)
	}
	row.Cells = []components.Cell{
		name, phase, {Words: g.Full(l.Village)}, {Words: text.Money(ctx, l.Fen)},
		{Words: text.Date(ctx, l.AccruedOn)}, {Body: components.Mark(rewardMark(ctx, l.State))}, {Body: pages.Steps(rewardSteps(ctx, l))}, act,
	}
	return row
}

// tail is the end of a masked number, by which a person is told from another of the same name.
func tail(mask *string) string {
	const shown = 4
	if mask == nil || len(*mask) < shown {
		return ""
	}
	return (*mask)[len(*mask)-shown:]
}

func rewardMark(ctx context.Context, state string) components.MarkView {
	m := components.MarkView{Words: text.Of(ctx, text.FamilyRewardState, state)}
	switch state {
	case "accrued", "verified":
		m.Tone = components.Due
	case "approved", "batched", "paid":
		m.Tone = components.Done
	case "held":
		m.Tone = components.Late
	default:
		m.Tone = components.Shut
	}
	return m
}

func rewardSteps(ctx context.Context, l store.RewardLine) []components.Link {
	var out []components.Link
	if l.VerifiedBy != nil {
		out = append(out, components.Link{Words: text.T(ctx, text.RewardVerifiedBy, "Day", l.VerifiedOn, "Name", *l.VerifiedBy)})
	}
	if l.ApprovedBy != nil {
		out = append(out, components.Link{Words: text.T(ctx, text.RewardApprovedBy, "Day", l.ApprovedOn, "Name", *l.ApprovedBy)})
	}
	return append(out, rewardPayment(ctx, l)...)
}

// rewardPayment is what became of the entry's money: its batch, what was set off of a claw-back, and why it waits.
func rewardPayment(ctx context.Context, l store.RewardLine) (out []components.Link) {
	add := func(href string, key text.Key, args ...any) {
		out = append(out, components.Link{Words: text.T(ctx, key, args...), Href: href})
	}
	batch := func(key text.Key) {
		add(paymentPath(*l.Batch), key, "Day", l.PaidOn, "Batch", paymentName(ctx, *l.Year, *l.Number), "Voucher", deref(l.Voucher))
	}
	switch {
	case l.ClawBack() && l.Settled != 0 && l.State != "paid":
		add("", text.RewardSetOffPart, "Amount", text.Fen(-l.Settled), "Rest", text.Fen(l.Settled-l.Fen))
	case l.Batch != nil && l.State == "paid" && l.ClawBack():
		batch(text.RewardSetOffIn)
	case l.Batch != nil && l.State == "paid":
		batch(text.RewardPaidIn)
	case !l.PaidOn.IsZero():
		add("", text.RewardPaidOn, "Day", l.PaidOn)
	}
	if l.Batch != nil && l.State != "paid" && l.Voucher == nil {
		batch(text.RewardInBatch)
	}
	if l.Kind == "accrual" && l.Reversed && l.State == "paid" {
		add("", text.RewardLaterReversed)
	}
	if l.State == "held" && l.HeldWhy != nil {
		add("", text.RewardHeldSince, "Day", l.HeldSince, "Why", heldWhy(ctx, *l.HeldWhy))
	}
	return out
}

// heldWhy is what keeps an entry waiting, in words.
func heldWhy(ctx context.Context, kinds string) string {
	var words []string
	for kind := range strings.SplitSeq(kinds, ",") {
		if kind != "" {
			words = append(words, text.Of(ctx, text.FamilyHeldWhy, kind))
		}
	}
	return text.Join(ctx, words)
}

// rewardAct is the button that moves the entry on, for those whose turn it is.
func rewardAct(ctx context.Context, actor access.Actor, l store.RewardLine) components.Cell {
	step := func(label, whole text.Key, path string) components.Cell {
		return components.Cell{Body: pages.Step(pages.StepView{Action: rewardsPath + "/" + l.ID.String() + path, Label: text.T(ctx, label),
			Whole: text.T(ctx, whole, "Phase", l.Phase, "Amount", text.Fen(l.Fen))})}
	}
	switch {
	case l.State == "accrued" && actor.May(access.RewardVerify):
		return step(text.RewardVerify, text.RewardConfirmVerify, "/verify")
	case l.State == "verified" && actor.May(access.RewardApprove):
		return step(text.RewardApprove, text.RewardConfirmApprove, "/approve")
	}
	return components.Cell{}
}

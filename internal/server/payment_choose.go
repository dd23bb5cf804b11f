package server

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/ledger"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/payment"
)

// paymentChoose shows the approved entries that can go into a batch.
func (s *Server) paymentChoose(w http.ResponseWriter, r *http.Request) error {
	v, err := s.payableView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Choose(v))
}

func (s *Server) payableView(r *http.Request) (v pages.ChooseView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	place := readQuery(r).Division("place")
	lines, more, err := s.Ledger.Payable(ctx, actor, place)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v = pages.ChooseView{
		Title: text.T(ctx, text.PaymentChooseTitle), Ledger: rewardsPath + "?state=verified", Action: paymentsPath + "/preview", Table: chooseTable(ctx, g, lines),
		Bulk: components.BulkBarView{Actions: []components.ButtonView{{Label: text.T(ctx, text.PaymentPreviewPicked), Icon: icon.Eye, Small: true}}},
		Filter: components.FilterBarView{Action: chooserPath, Target: "main", Clear: chooserPath, Filters: []components.Filter{
			{Name: "place", Label: text.T(ctx, text.PaymentTownship), Options: g.Townships(actor.Scope)},
		}},
	}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.PaymentTitle), Href: paymentsPath}, {Label: v.Title}}
	if !place.IsZero() {
		v.Filter.Filters[0].Value = place.String()
		v.Action += "?place=" + place.String()
	}
	if more {
		v.More = text.T(ctx, text.PaymentChooseMore, "Max", ledger.MaxPayment)
	}
	if len(lines) > 0 {
		v.All = text.T(ctx, text.PaymentPreviewAll, "Count", len(lines))
	}
	return v, nil
}

func chooseTable(ctx context.Context, g *gazetteer, lines []store.RewardLine) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaymentChooseCaption), Pick: "entry", Columns: []components.Column{
		{Label: text.T(ctx, text.RewardPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.RewardVillage)}, {Label: text.T(ctx, text.RewardPhase)},
		{Label: text.T(ctx, text.RewardAmount), Num: true, Phone: components.PhoneSide}, {Label: text.T(ctx, text.RewardAccrued)}, {Label: text.T(ctx, text.RewardApprovedOn)},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.PaymentChooseEmpty), Note: text.T(ctx, text.PaymentChooseEmptyNote)}}
	for i := range lines {
		l := &lines[i]
		t.Rows = append(t.Rows, components.Row{ID: l.ID.String(), Name: rewardPerson(ctx, l), Cells: []components.Cell{
			{Words: rewardPerson(ctx, l), Sub: tail(l.DocMask)}, {Words: g.Full(l.Village)}, {Words: text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(l.Phase))},
			{Words: text.Money(ctx, l.Fen)}, {Words: text.Date(ctx, l.AccruedOn)}, {Words: text.Date(ctx, l.ApprovedOn)},
		}})
	}
	return t
}

// rewardPerson is whom the entry is about, as far as the actor may know.
func rewardPerson(ctx context.Context, l *store.RewardLine) string {
	if l.Name != nil {
		return *l.Name
	}
	return text.T(ctx, text.RewardMoved)
}

// paymentPreview shows what a batch of the entries chosen would come to. It saves nothing.
func (s *Server) paymentPreview(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ids := entriesOf(f)
	if f.Checked("all") {
		ids = nil
		lines, _, err := s.Ledger.Payable(ctx, actorOf(r), readQuery(r).Division("place"))
		if err != nil {
			return err
		}
		for _, l := range lines {
			ids = append(ids, l.ID)
		}
	}
	d := ledger.PaymentDraft{}
	if err = f.Err(); err == nil {
		d, err = s.Ledger.DraftPayment(ctx, actorOf(r), ids)
	}
	if err != nil {
		v, verr := s.payableView(r)
		if verr != nil {
			return verr
		}
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.Choose(v)
		})
	}
	v, err := s.draftView(ctx, &d, ids)
	if err != nil {
		return err
	}
	v.Key = NewFormKey()
	return s.page(w, r, v.Title, pages.Draft(v))
}

// entriesOf reads the entries ticked, each once.
func entriesOf(f *Form) []uuid.UUID {
	var ids []uuid.UUID
	seen := map[uuid.UUID]bool{}
	for _, v := range f.values["entry"] {
		id, err := uuid.Parse(v)
		if err != nil {
			f.Add("", text.RewardNothingTicked)
			break
		}
		if !seen[id] {
			ids, seen[id] = append(ids, id), true
		}
	}
	return ids
}

// paymentMake makes a batch that was looked at as it is sent.
func (s *Server) paymentMake(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := ledger.NewPayment{Key: f.Key(), Entries: entriesOf(f), Note: f.Text("payment_note", 300), Why: f.Text("over_reason", 300)}
	in.Seen, _ = strconv.ParseInt(f.Typed("seen"), 10, 64)
	d := ledger.PaymentDraft{}
	if err = f.Err(); err == nil {
		d, err = s.Ledger.MakePayment(ctx, actor, in)
	}
	if err == nil {
		p, err := s.Ledger.OpenPayment(ctx, actor, in.Key)
		if err != nil {
			return err
		}
		return s.done(w, r, paymentPath(in.Key), text.PaymentMade, "Batch", paymentName(ctx, p.Year, p.Number))
	}
	if kind := fault.KindOf(err); kind != fault.Invalid && kind != fault.Conflict || len(in.Entries) == 0 {
		return err
	}
	if len(d.Lines) == 0 && len(d.Refused) == 0 { // it was refused before it was looked at again
		var derr error
		if d, derr = s.Ledger.DraftPayment(ctx, actor, in.Entries); derr != nil {
			return derr
		}
	}
	v, verr := s.draftView(ctx, &d, in.Entries)
	if verr != nil {
		return verr
	}
	v.Key, v.Note.Value, v.Over.Value = f.Typed(FormKey), f.Typed("payment_note"), f.Typed("over_reason")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		v.Errors, v.Note.Error, v.Over.Error = es, es.Of("payment_note"), es.Of("over_reason")
		return pages.Draft(v)
	})
}

// draftView is a batch before it is made. ids are the entries that were chosen.
func (s *Server) draftView(ctx context.Context, d *ledger.PaymentDraft, ids []uuid.UUID) (v pages.DraftView, err error) {
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v = pages.DraftView{
		Title: text.T(ctx, text.PaymentPreviewTitle), Action: paymentsPath, Seen: strconv.FormatInt(d.Fen, 10), Sums: paymentSums(ctx, g, d.Lines, d.Villages),
		Note: components.FieldView{Name: "payment_note", MaxLength: 300, Optional: true},
	}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.PaymentTitle), Href: paymentsPath}, {Label: text.T(ctx, text.PaymentChooseTitle), Href: chooserPath}, {Label: v.Title}}
	accruals := 0
	for _, id := range ids {
		if d.Refused[id] == nil {
			v.Entries, accruals = append(v.Entries, id.String()), accruals+1
		}
	}
	if accruals > 0 {
		v.Save = text.T(ctx, text.PaymentMakeCount, "Count", accruals, "Amount", text.Fen(d.Fen))
	}
	v.Refused, v.Budget, v.Tight = draftRefused(ctx, d), paymentBudget(ctx, d), d.Over() > 0
	v.Over = components.FieldView{Name: "over_reason", MaxLength: 300, Required: true}
	return v, nil
}

// paymentBudget says how a batch stands against the year's budget for rewards.
func paymentBudget(ctx context.Context, d *ledger.PaymentDraft) string {
	left := text.Fen(d.Budget.Left())
	switch {
	case d.Budget.Budgeted == 0:
		return text.T(ctx, text.PaymentNoBudget)
	case d.Over() > 0:
		return text.T(ctx, text.PaymentOverBudget, "Left", left, "Over", text.Fen(d.Over()))
	}
	return text.T(ctx, text.PaymentInBudget, "Left", left)
}

// draftRefused names the entries that cannot be paid, with why; nil for none.
func draftRefused(ctx context.Context, d *ledger.PaymentDraft) *components.OutcomeView {
	if len(d.Refused) == 0 {
		return nil
	}
	o := &components.OutcomeView{Title: text.T(ctx, text.PaymentRefusedHead, "Count", len(d.Refused)), Hint: text.T(ctx, text.PaymentRefusedHint)}
	unseen := maps.Clone(d.Refused)
	for i := range d.Unfit {
		l := &d.Unfit[i]
		link := components.Link{Words: text.T(ctx, text.PaymentRefusedRow, "Name", rewardPerson(ctx, l), "Why", wordsOfFault(ctx, d.Refused[l.ID]))}
		if l.Name != nil {
			link.Href = casePath(l.CaseID)
		}
		o.Links = append(o.Links, link)
		delete(unseen, l.ID)
	}
	for _, words := range distinctFaults(ctx, unseen) {
		o.Links = append(o.Links, components.Link{Words: words})
	}
	return o
}

// paymentSums are the sums of a batch, made or not.
func paymentSums(ctx context.Context, g *gazetteer, lines []store.PaidLine, villages []ledger.PaymentVillage) pages.SumsView {
	var all ledger.PaymentVillage
	var towns []ledger.PaymentVillage
	counts := map[division.Code]int{}
	for _, v := range villages {
		town := v.Village.Township()
		if counts[town]++; counts[town] == 1 {
			towns = append(towns, ledger.PaymentVillage{Village: town})
		}
		towns[len(towns)-1].Add(v)
		all.Add(v)
	}
	v := pages.SumsView{
		Head: []components.Pair{
			{Name: text.T(ctx, text.PaymentPay), Value: text.Money(ctx, all.Fen)}, {Name: text.T(ctx, text.PaymentEntries), Value: text.Number(ctx, all.Entries)},
			{Name: text.T(ctx, text.PaymentVillages), Value: text.Number(ctx, len(villages))},
		},
		Townships: paymentSumTable(ctx, g, text.PaymentByTownship, towns, all), Villages: paymentSumTable(ctx, g, text.PaymentByVillage, villages, all),
		Lines: paidTable(ctx, g, lines), LinesTitle: text.T(ctx, text.PaymentLinesNote, "Count", len(lines)),
	}
	if all.SetOff != 0 {
		v.Head = append(v.Head, components.Pair{Name: text.T(ctx, text.PaymentAccrued), Value: text.Money(ctx, all.Accrued)}, components.Pair{Name: text.T(ctx, text.PaymentSetOff), Value: text.Money(ctx, -all.SetOff)})
	}
	return v
}

// paymentSumTable is the sums by township or village. Where nothing is set off, what is due is what is paid.
func paymentSumTable(ctx context.Context, g *gazetteer, title text.Key, sums []ledger.PaymentVillage, all ledger.PaymentVillage) components.TableView {
	t := components.TableView{Caption: text.T(ctx, title), Columns: []components.Column{
		{Label: text.T(ctx, text.RewardVillage), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.PaymentEntries), Num: true}, {Label: text.T(ctx, text.PaymentAccrued), Num: true},
		{Label: text.T(ctx, text.PaymentSetOff), Num: true}, {Label: text.T(ctx, text.PaymentPay), Num: true, Phone: components.PhoneSide},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.PaymentEmptyBatch)}}
	if title == text.PaymentByTownship {
		t.Columns[0].Label = text.T(ctx, text.PaymentTownship)
	}
	cells := func(name string, v ledger.PaymentVillage) []components.Cell {
		row := []components.Cell{{Words: name}, {Words: text.Number(ctx, v.Entries)}, {Words: text.Money(ctx, v.Accrued)}, {Words: text.Money(ctx, -v.SetOff)}, {Words: text.Money(ctx, v.Fen)}}
		if v.SetOff != 0 {
			row[3].Tone = components.Late
		}
		if all.SetOff == 0 {
			row = slices.Delete(row, 2, 4)
		}
		return row
	}
	if all.SetOff == 0 {
		t.Columns = slices.Delete(t.Columns, 2, 4)
	}
	for _, v := range sums {
		t.Rows = append(t.Rows, components.Row{Cells: cells(g.Full(v.Village), v)})
	}
	t.Totals = cells(text.T(ctx, text.PaymentTotal), all)
	return t
}

func paidTable(ctx context.Context, g *gazetteer, lines []store.PaidLine) components.TableView {
	t := components.TableView{Caption: text.T(ctx, text.PaymentLines), Columns: []components.Column{
		{Label: text.T(ctx, text.RewardPerson), Phone: components.PhoneTitle}, {Label: text.T(ctx, text.RewardVillage)}, {Label: text.T(ctx, text.RewardPhase)},
		{Label: text.T(ctx, text.RewardAccrued)}, {Label: text.T(ctx, text.PaymentPay), Num: true, Phone: components.PhoneSide},
	}, Empty: components.EmptyView{Title: text.T(ctx, text.PaymentEmptyBatch)}}
	for i := range lines {
		l := &lines[i]
		row := components.Row{Cells: []components.Cell{
			{Words: rewardPerson(ctx, &l.RewardLine), Sub: tail(l.DocMask)}, {Words: g.Full(l.Village)}, {Words: text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(l.Phase))},
			{Words: text.Date(ctx, l.AccruedOn)}, {Words: text.Money(ctx, l.Part)},
		}}
		if l.Name != nil {
			row.Href = casePath(l.CaseID)
		}
		if l.Part < 0 {
			row.Cells[2].Sub = text.T(ctx, text.PaymentClawBackSub)
			row.Cells[4].Tone = components.Late
			if l.Part != l.Fen {
				row.Cells[4].Sub = text.T(ctx, text.PaymentPartSub, "Amount", text.Fen(l.Fen))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

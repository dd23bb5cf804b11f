package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/ledger"
	"xinsheng/internal/session"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/internal/workbook"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/payment"
)

// paymentShow shows one batch, of its lines those that the actor sees.
func (s *Server) paymentShow(w http.ResponseWriter, r *http.Request) error {
	v, err := s.paymentView(r)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) paymentView(r *http.Request) (v pages.PageView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	id, err := pathUUID(r, "payment")
	if err != nil {
		return v, err
	}
	p, err := s.Ledger.OpenPayment(ctx, actor, id)
	if err != nil {
		return v, err
	}
	g, err := s.paymentPlaces(ctx, &p)
	if err != nil {
		return v, err
	}
	v = pages.PageView{Title: paymentName(ctx, p.Year, p.Number), Mark: paymentMark(ctx, p.State), Steps: paymentSteps(ctx, &p.PaymentBatch),
		Sums: paymentSums(ctx, g, p.Lines, p.Sums), Excel: paymentPath(id) + "/excel", Amiss: paymentAmiss(ctx, g, &p)}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.PaymentTitle), Href: paymentsPath}, {Label: v.Title}}
	v.Sums.Head = append(v.Sums.Head, paymentFacts(ctx, &p.PaymentBatch)...)
	if p.Reason != nil {
		v.Why = text.T(ctx, text.PaymentVoidedWhy, "Reason", *p.Reason)
	}
	if p.State != "standing" {
		return v, nil
	}
	switch {
	case !actor.May(access.PaymentPay) || v.Amiss != nil:
	case p.MakerID == actor.Account:
		v.Notice = text.T(ctx, text.PaymentOwnNote)
	default:
		v.Pay = s.payForm(id, &p)
	}
	if actor.May(access.PaymentMake) {
		v.Void = &pages.EndView{Action: paymentPath(id) + "/void", Reason: components.FieldView{Name: "reason", Required: true, MaxLength: 300, Rows: 2}}
	}
	return v, nil
}

// paymentPlaces are the names of the day on which a batch ended; of one that stands, today's.
func (s *Server) paymentPlaces(ctx context.Context, p *ledger.Payment) (*gazetteer, error) {
	if p.EndDay.IsZero() {
		return s.gazetteer(ctx)
	}
	return s.gazetteerOn(ctx, p.EndDay)
}

func (s *Server) payForm(id uuid.UUID, p *ledger.Payment) *pages.EndView {
	today := s.Clock.Today().String()
	return &pages.EndView{
		Action:  paymentPath(id) + "/pay",
		Day:     components.FieldView{Name: "paid_on", Value: today, Min: p.Day.String(), Max: today, Required: true},
		Voucher: components.FieldView{Name: "voucher", MaxLength: 40, Required: true},
	}
}

// paymentFacts are what the head of a batch says beside its sums.
func paymentFacts(ctx context.Context, b *store.PaymentBatch) []components.Pair {
	out := []components.Pair{{Name: text.T(ctx, text.PaymentDay), Value: text.Date(ctx, b.Day)}}
	if b.Voucher != nil {
		out = append(out, components.Pair{Name: text.T(ctx, text.PaymentPaidOn), Value: text.Date(ctx, b.EndDay)}, components.Pair{Name: text.T(ctx, text.PaymentVoucher), Value: *b.Voucher})
	}
	if b.Note != "" {
		out = append(out, components.Pair{Name: text.Of(ctx, text.FamilyField, "payment_note"), Value: b.Note})
	}
	if b.OverBudget != nil {
		out = append(out, components.Pair{Name: text.Of(ctx, text.FamilyField, "over_reason"), Value: *b.OverBudget})
	}
	return out
}

func paymentSteps(ctx context.Context, b *store.PaymentBatch) []components.Step {
	by := func(day, name string) string { return text.T(ctx, text.PaymentStepBy, "Day", day, "Name", name) }
	steps := []components.Step{
		{Label: text.T(ctx, text.PaymentStepMade), Note: by(text.Date(ctx, b.Day), b.Maker), State: components.StepDone},
		{Label: text.T(ctx, text.PaymentStepPaid), Note: text.T(ctx, text.PaymentStepWait), State: components.StepNow},
	}
	if b.State == "standing" {
		return steps
	}
	last := &steps[1]
	last.Note, last.State = by(text.Date(ctx, b.EndDay), deref(b.EndedBy)), components.StepDone
	if b.State == "voided" {
		last.Label = text.T(ctx, text.PaymentStepVoided)
	}
	return steps
}

// paymentAmiss names the entries that keep a batch from being paid, nil for none.
func paymentAmiss(ctx context.Context, g *gazetteer, p *ledger.Payment) *components.OutcomeView {
	amiss := p.Amiss()
	if len(amiss) == 0 {
		return nil
	}
	o := &components.OutcomeView{Title: text.T(ctx, text.PaymentAmissTitle), Hint: text.T(ctx, text.PaymentAmissHint)}
	for i := range amiss {
		l := &amiss[i]
		link := components.Link{Words: text.T(ctx, text.PaymentAmissRow, "Name", rewardPerson(ctx, &l.RewardLine), "Place", g.Full(l.Village), "Amount", text.Fen(l.Fen),
			"State", text.Of(ctx, text.FamilyRewardState, l.State))}
		if l.Name != nil {
			link.Href = casePath(l.CaseID)
		}
		o.Links = append(o.Links, link)
	}
	return o
}

// paymentPay records that a batch was paid.
func (s *Server) paymentPay(w http.ResponseWriter, r *http.Request) error {
	return s.paymentEnd(w, r, text.PaymentWasPaid, func(f *Form, id uuid.UUID) error {
		day, voucher := f.RequiredDate("paid_on"), f.Required("voucher", 40)
		if err := f.Err(); err != nil {
			return err
		}
		return s.Ledger.PayPayment(r.Context(), actorOf(r), id, day, voucher)
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		if v.Pay == nil {
			v.Pay = &pages.EndView{Action: r.URL.Path, Day: components.FieldView{Name: "paid_on", Required: true}, Voucher: components.FieldView{Name: "voucher", Required: true}}
		}
		v.Pay.Errors, v.Pay.Day.Value, v.Pay.Voucher.Value = es, f.Typed("paid_on"), f.Typed("voucher")
		v.Pay.Day.Error, v.Pay.Voucher.Error = es.Of("paid_on"), es.Of("voucher")
	})
}

// paymentVoid gives a batch up before it is paid.
func (s *Server) paymentVoid(w http.ResponseWriter, r *http.Request) error {
	return s.paymentEnd(w, r, text.PaymentWasVoided, func(f *Form, id uuid.UUID) error {
		reason := f.Required("reason", 300)
		if err := f.Err(); err != nil {
			return err
		}
		return s.Ledger.VoidPayment(r.Context(), actorOf(r), id, reason)
	}, func(v *pages.PageView, f *Form, es components.Errors) {
		if v.Void == nil {
			v.Void = &pages.EndView{Action: r.URL.Path, Reason: components.FieldView{Name: "reason", Required: true}}
		}
		v.Void.Errors, v.Void.Open, v.Void.Reason.Value, v.Void.Reason.Error = es, true, f.Typed("reason"), es.Of("reason")
	})
}

// paymentEnd does one of the two, and shows the batch again when it is refused.
func (s *Server) paymentEnd(w http.ResponseWriter, r *http.Request, said text.Key, do func(*Form, uuid.UUID) error, refill func(*pages.PageView, *Form, components.Errors)) error {
	id, err := pathUUID(r, "payment")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	if err = do(f, id); err == nil {
		return s.done(w, r, paymentPath(id), said)
	}
	if kind := fault.KindOf(err); kind == fault.NotFound || kind == fault.Forbidden {
		return err
	}
	v, verr := s.paymentView(r)
	if verr != nil {
		return verr
	}
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		refill(&v, f, es)
		return pages.Page(v)
	})
}

// paymentExcel answers with a batch as the treasury takes it: what each village gets, and the entries behind it.
func (s *Server) paymentExcel(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), actorOf(r)
	id, err := pathUUID(r, "payment")
	if err != nil {
		return err
	}
	p, err := s.Ledger.OpenPayment(ctx, actor, id)
	if err != nil {
		return err
	}
	g, err := s.paymentPlaces(ctx, &p)
	if err != nil {
		return err
	}
	if err := s.Work.LogExport(ctx, actor, casework.Exported{Action: access.PaymentView, List: "payment", Rows: len(p.Lines), Filters: map[string]any{"payment": id.String()}}); err != nil {
		return err
	}
	var all ledger.PaymentVillage
	for _, v := range p.Sums {
		all.Add(v)
	}
	name := paymentName(ctx, p.Year, p.Number)
	notes := []string{text.T(ctx, text.PaymentExportNote, "Batch", name, "Day", p.Day, "Maker", p.Maker, "Count", all.Entries, "Amount", text.Fen(all.Fen))}
	if p.Voucher != nil {
		notes = append(notes, text.T(ctx, text.PaymentExportVoucher, "Day", p.EndDay, "Voucher", *p.Voucher))
	}
	notes = append(notes, text.T(ctx, text.CaselistSheetNote, "When", text.Moment(ctx, s.Clock.Now()), "Who", session.From(ctx).UnitName))
	return s.excel(w, name, villageSheet(ctx, g, p.Sums, notes), lineSheet(ctx, g, p.Lines, notes))
}

func villageSheet(ctx context.Context, g *gazetteer, sums []ledger.PaymentVillage, notes []string) workbook.Sheet {
	sum := func(key text.Key) workbook.Column {
		c := head(ctx, key, 0)
		c.Sum = true
		return c
	}
	return workbook.Sheet{
		Name: text.T(ctx, text.PaymentSheetVillages), Notes: notes, Total: text.T(ctx, text.ListTotal),
		Columns: []workbook.Column{head(ctx, text.PaymentTownship, widePlace), head(ctx, text.RewardVillage, widePlace), head(ctx, text.PaymentVillageCode, wideNumber),
			sum(text.PaymentEntries), sum(text.PaymentAccrued), sum(text.PaymentSetOff), sum(text.PaymentAmountYuan)},
		Rows: workbook.Rows(sums, func(v ledger.PaymentVillage) []any {
			return []any{g.Short(v.Village.Township()), g.Short(v.Village), v.Village.String(), v.Entries, text.Fen(v.Accrued), text.Fen(-v.SetOff), text.Fen(v.Fen)}
		}),
	}
}

func lineSheet(ctx context.Context, g *gazetteer, lines []store.PaidLine, notes []string) workbook.Sheet {
	amount := head(ctx, text.PaymentAmountYuan, 0)
	amount.Sum = true
	return workbook.Sheet{
		Name: text.T(ctx, text.PaymentSheetLines), Notes: notes, Total: text.T(ctx, text.ListTotal),
		Columns: []workbook.Column{head(ctx, text.RewardPerson, 0), head(ctx, text.CaselistDocument, wideNumber), head(ctx, text.PaymentTownship, widePlace), head(ctx, text.RewardVillage, widePlace),
			head(ctx, text.RewardPhase, 0), head(ctx, text.RewardAccrued, 0), head(ctx, text.PaymentKind, 0), amount},
		Rows: workbook.Rows(lines, func(l store.PaidLine) []any {
			kind := text.T(ctx, text.PaymentAccrued)
			if l.Part < 0 {
				kind = text.T(ctx, text.PaymentClawBack)
			}
			return []any{rewardPerson(ctx, &l.RewardLine), deref(l.DocMask), g.Short(l.Village.Township()), g.Short(l.Village), text.Of(ctx, text.FamilyPhaseName, strconv.Itoa(l.Phase)), l.AccruedOn, kind, text.Fen(l.Part)}
		}),
	}
}

package server

import (
	"slices"

	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/transfer"
)

// owedShown is how many duties of the origin stand unfolded.
const owedShown = 6

// fillTransfer says of the residence change under way what was requested and answered, what the origin still owes, and what moves.
func (c *caseView) fillTransfer(v *pages.PageView) {
	ch := c.track().Change
	v.From, v.Facts = c.g.Full(ch.Origin), c.changePairs(ch)
	for _, f := range slices.Backward(c.page.ChangeFacts()) {
		said := c.words.view(f)
		said.Links = nil // all are about this one change
		v.Said = append(v.Said, said)
	}
	for _, state := range []rehab.ObligationState{rehab.DutyOverdue, rehab.DutyOpen} {
		for _, o := range c.owed(state) {
			if o.Division.Township() != ch.Origin.Township() || isChangeDuty(o.Kind) {
				continue
			}
			d := c.dutyView(o)
			d.Button, d.Reasons = components.ButtonView{}, nil
			if len(v.Owed) < owedShown {
				v.Owed = append(v.Owed, d)
			} else {
				v.MoreOwed = append(v.MoreOwed, d)
			}
		}
	}
	v.MoreNote = c.t(text.CasefileMoreDue, "Count", len(v.MoreOwed))
	v.Moves = c.moves(ch)
	if c.track().ReportIn == nil && !ch.Out {
		v.Moves = c.readdressed(ch)
	}
}

func isChangeDuty(k rehab.Duty) bool {
	switch k {
	case rehab.DutyTransferOrigin, rehab.DutyTransferDestination, rehab.DutyTransferPoliceNotified, rehab.DutyTransferReportIn:
		return true
	}
	return false
}

func (c *caseView) changePairs(ch *rehab.Change) []components.Pair {
	out := []components.Pair{{Name: c.t(text.TransferTo), Value: destinationWords(c.ctx, c.g, ch)}}
	if f, ok := c.page.Fact(ch.Request); ok {
		if req := f.Body.(*rehab.TransferRequest); req.Reason != "" {
			out = append(out, components.Pair{Name: c.t(text.TransferWhy), Value: text.Of(c.ctx, text.FamilyTransferReason, req.Reason)})
		}
	}
	if !ch.Effective.IsZero() {
		out = append(out, components.Pair{Name: c.t(text.TransferEffective), Value: text.Date(c.ctx, ch.Effective)})
	}
	return out
}

// moves says what of the case stays as it is and what passes on, today and afterwards (条例 22; rulings 39 to 42).
func (c *caseView) moves(ch *rehab.Change) components.TableView {
	after := text.TransferAfter
	if ch.Out {
		after = text.TransferAfterOut
	}
	t := components.TableView{Caption: c.t(text.TransferMoves), Columns: []components.Column{
		{Label: c.t(text.TransferItem), Phone: components.PhoneTitle}, {Label: c.t(text.TransferToday)}, {Label: c.t(after)}}}
	row := func(item, now string, then text.Key, args ...any) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: item}, {Words: now}, {Words: c.t(then, args...)}}})
	}
	pick := func(inside, outside text.Key) text.Key {
		if ch.Out {
			return outside
		}
		return inside
	}
	k, p, origin := c.track(), c.page.Rules.On(c.today), c.g.Full(ch.Origin)
	if k.Term != nil {
		row(c.t(text.TransferTerm), text.DateRange(c.ctx, k.Term.Start, k.Term.LastDay), pick(text.TransferTermAfter, text.TransferTermOut))
	}
	n := k.Counters
	row(c.t(text.TransferCounters), c.t(text.TransferCountersNow, "Evasions", n.Evasions, "Departures", n.Departures, "Days", n.UnauthorisedDays), pick(text.TransferCountersAfter, text.TransferCountersOut))
	row(c.t(text.TransferRound), c.t(text.TransferRoundNow, "Unit", origin), pick(text.TransferRoundAfter, text.TransferRoundOut))
	for i := range k.Phases {
		if ph := &k.Phases[i]; ph.N == k.Phase && !ph.End.IsZero() {
			row(c.t(text.TransferReward, "Phase", text.Of(c.ctx, text.FamilyPhaseName, string(rune('0'+int(ph.N))))), c.t(text.TransferRewardNow, "Day", ph.End), pick(text.TransferRewardAfter, text.TransferRewardOut))
		}
	}
	row(c.t(text.TransferAgreement), c.t(text.TransferAgreementNow), pick(text.TransferAgreementAfter, text.TransferAgreementOut), "Days", p.AgreementDays)
	row(c.t(text.TransferFile), c.t(text.TransferFileNow, "Unit", c.g.Full(ch.Origin.Township())), pick(text.TransferFileAfter, text.TransferFileOut), "Days", p.ForwardFileWorkdays)
	return t
}

package server

import (
	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
)

// readdressing reports whether a residence change would re-address a decision that nobody has reported in for (DOMAIN §3).
func readdressing(o *casework.Opened) bool { return o.Track.ReportIn == nil }

// wayOfChange says how a residence change goes.
func wayOfChange(o *casework.Opened) text.Key {
	if readdressing(o) {
		return text.TransferNoteBefore
	}
	return text.TransferNote
}

// readdressed says what of a case without report-in stays as it is and what passes on, before the change is in force and afterwards.
func (c *caseView) readdressed(ch *rehab.Change) components.TableView {
	t := components.TableView{Caption: c.t(text.TransferMoves), Columns: []components.Column{
		{Label: c.t(text.TransferItem), Phone: components.PhoneTitle}, {Label: c.t(text.TransferToday)}, {Label: c.t(text.TransferAfterBefore)}}}
	row := func(item text.Key, now string, then string) {
		t.Rows = append(t.Rows, components.Row{Cells: []components.Cell{{Words: c.t(item)}, {Words: now}, {Words: then}}})
	}
	due := c.t(text.TransferReportInUnserved)
	if r := c.track().Deadlines.ReportIn; r != nil {
		due = text.Date(c.ctx, r.Due)
	}
	origin, next := c.g.Full(ch.Origin), destinationWords(c.ctx, c.g, ch)
	row(text.TransferPlace, origin, next)
	row(text.TransferReportInDue, due, c.t(text.TransferReportInSame))
	row(text.TransferAgreement, c.t(text.TransferAgreementNone), c.t(text.TransferAgreementFirst))
	row(text.TransferFile, c.g.Full(ch.Origin.Township()), c.t(text.TransferFileBefore))
	return t
}

package server

import (
	"net/http"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/session"
	"xinsheng/internal/text"
	"xinsheng/web/layout"
)

func transferPath(id uuid.UUID) string { return "/cases/" + id.String() + "/transfer" }

// transferTake returns the handler that takes one step of a residence change, named by the fact that the step records.
func transferTake(kind rehab.Kind) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "case")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		var recorded casework.Recorded
		step := readTransferStep(f, id, kind)
		if err = f.Err(); err == nil {
			recorded, err = s.Work.TakeTransferStep(r.Context(), actorOf(r), step)
		}
		switch {
		case err == nil && kind == rehab.KindTransfer && recorded.Track.ReportIn == nil && recorded.Track.Change == nil:
			return s.done(w, r, backOr(readQuery(r), casePath(id)), text.TransferWasReaddressed)
		case err == nil && kind == rehab.KindTransferReportIn:
			return s.transferArrived(w, r, id)
		case err == nil:
			return s.done(w, r, backOr(readQuery(r), transferPath(id)), text.TransferWasRecorded, "What", text.Key(string(text.FamilyFact)+"."+string(kind)))
		case fault.KindOf(err) == fault.NotFound:
			return err
		}
		return s.transferAgain(w, r, id, kind, f, err)
	}
}

// transferArrived leads back, with the way to what comes next: the new agreement (条例 22).
func (s *Server) transferArrived(w http.ResponseWriter, r *http.Request, id uuid.UUID) error {
	n := session.Note{Tone: string(layout.ToneDone), Key: text.TransferAgreementNext}
	if action, ok := formAction(recordForms[rehab.KindAgreement]); ok && actorOf(r).May(action) {
		n.Href, n.Link = recordPath(rehab.KindAgreement, id), text.Key(string(text.FamilyRecordTitle)+"."+string(rehab.KindAgreement))
	}
	s.Sessions.Leave(r.Context(), n)
	return s.redirect(w, r, backOr(readQuery(r), casePath(id)))
}

func readTransferStep(f *Form, id uuid.UUID, kind rehab.Kind) casework.TransferStep {
	t := casework.TransferStep{Case: id, Key: f.Key(), Kind: kind, Date: f.RequiredDate("date"), Note: f.Text("note", 500)}
	switch kind {
	case rehab.KindTransferRequest:
		if f.Choice("where", "in", "out") == "out" {
			t.To = rehab.ToOutside(f.Required("outside", 60))
		} else {
			t.To = rehab.Destination(f.RequiredDivision("to").String())
		}
		t.Why = rehab.ChangeReason(f.RequiredChoice("why", string(rehab.Residence), string(rehab.Work)))
	case rehab.KindTransferOrigin:
		t.Agreed = f.RequiredChoice("agreed", "yes", "no") == "yes"
	case rehab.KindTransferDestination:
		t.Agreed = f.RequiredChoice("agreed", "yes", "no") == "yes"
		if t.Agreed {
			t.Village = f.Division("village")
		}
	}
	return t
}

package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/signing"
)

// signingDecide decides the rows ticked.
func (s *Server) signingDecide(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	in := casework.SigningForm{Kind: casework.Signing(f.Typed("kind")), Key: f.Key(), Date: f.Date("date"), Answer: f.Typed("answer"), Reason: f.Text("reason", 500)}
	ids := f.values["row"]
	for _, id := range ids {
		first, of, _ := strings.Cut(id, " ")
		key, err := uuid.Parse(first)
		if err != nil {
			f.Add("", text.SigningNothingTicked)
			break
		}
		in.Rows = append(in.Rows, casework.SigningRow{Case: key, Of: of})
	}
	var done []casework.SigningOutcome
	if err = f.Err(); err == nil {
		done, err = s.Work.Sign(r.Context(), actorOf(r), in)
	}
	if err != nil {
		return s.signingAgain(w, r, f, err, ids, nil)
	}
	count, already, bad := 0, 0, map[string]error{}
	for i, o := range done {
		switch {
		case o.Done:
			count++
		case o.Already:
			already++
		default:
			bad[ids[i]] = o.Err
		}
	}
	next := signingPath + "?" + url.Values{"kind": {string(in.Kind)}}.Encode()
	switch {
	case len(bad) > 0:
		return s.signingAgain(w, r, f, fault.New(fault.Invalid, text.SigningOutcome, "Count", count+already, "Bad", len(bad)), ids, bad)
	case count == 0:
		return s.done(w, r, next, text.SigningDoneAlready, "Count", already)
	}
	return s.done(w, r, next, text.SigningDone, "Count", count)
}

// signingAgain shows the form as it was sent: bad are the rows that could not be decided, nil when none was tried.
func (s *Server) signingAgain(w http.ResponseWriter, r *http.Request, f *Form, err error, ids []string, bad map[string]error) error {
	d, derr := s.signingDesk(r, casework.Signing(f.Typed("kind")))
	if derr != nil {
		return derr
	}
	for _, id := range ids {
		d.ticked[id] = bad == nil || bad[id] != nil
	}
	v := d.view()
	v.Key, v.Answer, v.Reason.Value, v.Date.Value = f.Typed(FormKey), f.Typed("answer"), f.Typed("reason"), f.Typed("date")
	if bad != nil {
		v.Outcome = d.outcome(err, bad)
		v.Key = NewFormKey() // what could be done is done under the old one
	}
	return s.again(w, r, err, text.T(d.ctx, text.SigningTitle), func(es components.Errors) templ.Component {
		for i := range es {
			switch es[i].Name {
			case "answer":
				es[i].Label = v.Question
			case "reason":
				es[i].Label = v.Reason.Label
			}
		}
		v.Errors = es
		v.Reason.Error, v.Date.Error = es.Of("reason"), es.Of("date")
		return pages.Page(v)
	})
}

// outcome says what was done and names each row that was not, with why. A row that no longer waits has no name here any more.
func (d *signingDesk) outcome(err error, bad map[string]error) *components.OutcomeView {
	o := &components.OutcomeView{Title: wordsOfFault(d.ctx, err), Hint: d.say(text.SigningOutcomeHint)}
	for i := range d.Lines {
		l := &d.Lines[i]
		id := l.CaseID.String() + " " + d.of(l)
		if why := bad[id]; why != nil {
			o.Links = append(o.Links, components.Link{Words: d.say(text.SigningOutcomeRow, "Name", l.Name, "Why", wordsOfFault(d.ctx, why)), Href: casePath(l.CaseID)})
			delete(bad, id)
		}
	}
	for _, words := range distinctFaults(d.ctx, bad) {
		o.Links = append(o.Links, components.Link{Words: words})
	}
	return o
}

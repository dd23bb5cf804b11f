package server

import (
	"context"
	"net/http"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/referral"
)

// referralTake returns the handler that takes one step of a referral.
func referralTake(kind rehab.ReferralKind) Handler {
	return func(s *Server, w http.ResponseWriter, r *http.Request) error {
		id, err := pathUUID(r, "referral")
		if err != nil {
			return err
		}
		f, err := readForm(r)
		if err != nil {
			return err
		}
		in := readReferralStep(f, id, kind)
		if err = f.Err(); err == nil {
			_, err = s.Work.TakeReferralStep(r.Context(), actorOf(r), in)
		}
		switch {
		case err == nil:
			return s.done(w, r, withBack(r, referralPath(id)), text.ReferralRecorded, "What", text.Of(r.Context(), text.FamilyReferralStep, kind))
		case fault.KindOf(err) == fault.NotFound:
			return err
		}
		return s.referralAgain(w, r, id, kind, f, err)
	}
}

func readReferralStep(f *Form, id uuid.UUID, kind rehab.ReferralKind) casework.ReferralForward {
	in := casework.ReferralForward{Referral: id, Key: f.Key(), Kind: kind, Date: f.Date("date"), Words: f.Text("words", 500)}
	switch kind {
	case rehab.ReferralClose:
		in.Outcome = rehab.ReferralOutcome(f.Choice("outcome", outcomeNames()...))
	case rehab.ReferralContact:
		in.ContactName, in.ContactPhone = f.Text("contact_name", 60), f.Text("contact_phone", 40)
	case rehab.ReferralVoid:
		in.Of = f.UUID("of")
	}
	return in
}

func outcomeNames() []string {
	var out []string
	for _, o := range rehab.ReferralOutcomes() {
		out = append(out, string(o))
	}
	return out
}

// referralAgain shows the referral again with the form that was refused, filled as it was.
func (s *Server) referralAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind rehab.ReferralKind, f *Form, err error) error {
	v, verr := s.referralView(r, id)
	if verr != nil {
		return verr
	}
	at := -1
	for i := range v.Forms {
		if v.Forms[i].ID == string(kind) {
			at = i
		}
	}
	if at < 0 { // a step that cannot be taken now
		v.Forms = append([]pages.FormView{s.referralForm(r.Context(), kind)}, v.Forms...)
		v.Forms[0].Action = r.URL.RequestURI()
		at = 0
	}
	form := &v.Forms[at]
	form.Key, form.Date, form.Words, form.Outcome, form.Of = f.Typed(FormKey), f.Typed("date"), f.Typed("words"), f.Typed("outcome"), f.Typed("of")
	form.Name, form.Phone = f.Typed("contact_name"), f.Typed("contact_phone")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name == "" {
				continue
			}
			es[i].ID = form.ID + "-" + es[i].Name
			if es[i].Name == "words" {
				es[i].Label = form.Label
			}
			if es[i].Name == "outcome" {
				es[i].Label = text.T(r.Context(), text.ReferralOutcome)
			}
		}
		form.Errors = es
		return pages.Page(v)
	})
}

// referralForms are the forms of the steps that this actor may take now, the usual one open and the others folded.
func (s *Server) referralForms(ctx context.Context, actor access.Actor, o *casework.OpenedReferral, name, phone string) []pages.FormView {
	var out []pages.FormView
	min := o.Rules.Latest().String()
	for i, kind := range o.StepsFor(actor) {
		f := s.referralForm(ctx, kind)
		f.Action, f.Key, f.Min = referralPath(o.ID)+"/"+string(kind), NewFormKey(), min
		if kind == rehab.ReferralContact {
			f.Name, f.Phone = actor.Name, phone
			if o.Look != "contact" {
				f.Name = name
			}
		}
		f.Folded = i > 0 || kind == rehab.ReferralWithdraw || kind == rehab.ReferralContact && o.Look != "contact"
		out = append(out, f)
	}
	for i := range o.Steps {
		if x := &o.Steps[i]; o.CanVoid(actor, x) {
			f := s.referralForm(ctx, rehab.ReferralVoid)
			f.Action, f.Key, f.Of, f.Folded = referralPath(o.ID)+"/void", NewFormKey(), x.ID.String(), true
			f.Title = text.T(ctx, text.ReferralTakeBack, "What", text.Of(ctx, text.FamilyReferralStep, x.Kind))
			out = append(out, f)
		}
	}
	return out
}

// referralForm is the empty form of a step.
func (s *Server) referralForm(ctx context.Context, kind rehab.ReferralKind) pages.FormView {
	today := s.Clock.Today().String()
	f := pages.FormView{ID: string(kind), Title: text.Of(ctx, text.FamilyReferralDo, kind), Hint: text.Of(ctx, text.FamilyReferralHint, kind), Date: today, Today: today,
		Label: text.Of(ctx, text.FamilyReferralWords, kind), Must: kind.Reasoned(), Weight: components.Primary}
	switch kind {
	case rehab.ReferralClose:
		f.Outcomes = components.OptionsOf(ctx, text.FamilyReferralOutcome, rehab.ReferralOutcomes()...)
	case rehab.ReferralContact:
		f.Contact = true
	case rehab.ReferralRefuse, rehab.ReferralWithdraw, rehab.ReferralVoid:
		f.Weight = components.Danger
	}
	return f
}

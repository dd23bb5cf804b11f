package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/referral"
)

// referralShow shows one referral with the forms of the steps that are this actor's.
func (s *Server) referralShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "referral")
	if err != nil {
		return err
	}
	v, err := s.referralView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) referralView(r *http.Request, id uuid.UUID) (pages.PageView, error) {
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	o, err := s.Work.OpenReferral(ctx, actor, id)
	if err != nil {
		return pages.PageView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.PageView{}, err
	}
	name, phone := o.Contact()
	person := personTold(&o.ReferralLine, actor)
	v := pages.PageView{
		Title: text.T(ctx, text.ReferralOf, "Name", person, "What", text.Of(ctx, text.FamilyHelpName, o.Head)),
		Mark:  referralMark(ctx, &o.Referral, today), Told: referralTold(ctx, g, &o.Referral, name, phone), Said: referralSaid(ctx, &o),
		Answerable: s.referralAnswerable(ctx, g, actor, &o), Steps: referralStepper(ctx, &o, today),
	}
	v.Crumbs = []components.Crumb{{Label: text.T(ctx, text.ReferralTitle), Href: backOr(readQuery(r), referralsPath)}, {Label: v.Title}}
	if actor.Role != access.Department {
		v.Case = components.ButtonView{Label: text.T(ctx, text.TransferReadCase), Icon: icon.FolderOpen, Small: true, Href: casePath(o.CaseID)}
		v.Links = referralLinks(ctx, actor, &o)
	}
	v.Forms = s.referralForms(ctx, actor, &o, name, phone)
	for i := range v.Forms {
		v.Forms[i].Action = withBack(r, v.Forms[i].Action)
	}
	v.Notice = referralNotice(ctx, actor, &o, v.Forms)
	return v, nil
}

// referralNotice says whose turn it is, or what the township has to look at.
func referralNotice(ctx context.Context, actor access.Actor, o *casework.OpenedReferral, forms []pages.FormView) string {
	switch {
	case o.Look != "" && actor.May(access.ReferralSend) && actor.Sees(o.Answerable):
		return text.Of(ctx, text.FamilyReferralLook, o.Look)
	case len(forms) > 0 && !forms[0].Folded:
		return ""
	case o.State.Ended():
		return text.T(ctx, text.ReferralOver)
	}
	return text.T(ctx, text.ReferralTurnOf, "Unit", o.DepartmentName)
}

// referralLinks lead to the referral before, and to a new one of the same need where this one led nowhere.
func referralLinks(ctx context.Context, actor access.Actor, o *casework.OpenedReferral) []components.Link {
	var out []components.Link
	if o.Follows != nil {
		out = append(out, components.Link{Words: text.T(ctx, text.ReferralEarlier), Href: referralPath(*o.Follows)})
	}
	if o.State.Ended() && actor.May(access.ReferralSend) && actor.Sees(o.Answerable) {
		q := url.Values{"head": {string(o.Head)}, "need": {o.Need}, "follows": {o.ID.String()}}
		out = append(out, components.Link{Words: text.T(ctx, text.ReferralAnew), Href: referralSendPath(o.CaseID) + "?" + q.Encode()})
	}
	return out
}

func (s *Server) referralAnswerable(ctx context.Context, g *gazetteer, actor access.Actor, o *casework.OpenedReferral) components.AnswerableView {
	v := components.AnswerableView{Unit: g.Full(o.Answerable.Township()), UnitNote: text.T(ctx, text.ReferralAnswerableNote)}
	if actor.Role != access.Department {
		v.Unit = g.Full(o.Answerable)
	}
	if o.Answerable.Township() != o.Township {
		v.UnitNote = text.T(ctx, text.ReferralMoved, "Unit", g.Full(o.Township))
	}
	if o.Due.IsZero() {
		return v
	}
	v.Turn, v.TurnNote = o.DepartmentName, text.T(ctx, text.ReferralTurnAct)
	if o.State == rehab.ReferralSent {
		v.TurnNote = text.T(ctx, text.ReferralTurnAnswer)
	}
	today := s.Clock.Today()
	v.Due, v.DueNote, v.DueTone = text.Date(ctx, o.Due), v.TurnNote, components.Due
	if o.Due < today {
		v.DueTone, v.DueNote = components.Late, dueWords(ctx, o.Due, today)
	}
	v.DueWhy = []components.Reason{referralWhy(ctx, &o.Referral, o.DepartmentName, o.Days, today)}
	return v
}

// standingSteps are the steps that were not taken back.
func standingSteps(o *casework.OpenedReferral) []store.ReferralStep {
	return slices.DeleteFunc(slices.Clone(o.Steps), func(x store.ReferralStep) bool {
		_, void := o.Voids[x.ID]
		return void || x.Kind == rehab.ReferralVoid
	})
}

// referralStepper is the way of a referral: sent, answered, acted, closed; or where it ended instead.
func referralStepper(ctx context.Context, o *casework.OpenedReferral, today date.Date) []components.Step {
	way := []rehab.ReferralState{rehab.ReferralAccepted, rehab.ReferralActed, rehab.ReferralClosed}
	steps := standingSteps(o)
	done := map[rehab.ReferralState]*store.ReferralStep{}
	for i := range steps {
		if state, ok := referralStateOf[steps[i].Kind]; ok {
			done[state] = &steps[i]
		}
	}
	if o.State == rehab.ReferralRefused || o.State == rehab.ReferralWithdrawn {
		way = slices.DeleteFunc(way, func(st rehab.ReferralState) bool { return done[st] == nil })
		way = append(way, o.State)
	}
	out := []components.Step{{Label: text.Of(ctx, text.FamilyReferralStep, "send"), Note: text.ShortDate(ctx, o.SentOn), State: components.StepDone}}
	now := true
	for _, state := range way {
		st := components.Step{Label: text.Of(ctx, text.FamilyReferralStep, referralStepTo[state])}
		switch x := done[state]; {
		case x != nil:
			st.State, st.Note = components.StepDone, text.T(ctx, text.TransferStepBy, "Day", text.ShortDate(ctx, x.Date), "Who", x.Recorder)
		case now && !o.State.Ended():
			st.State, now = components.StepNow, false
			if o.Due < today {
				st.State = components.StepLate
			}
		}
		out = append(out, st)
	}
	return out
}

var (
	referralStateOf = map[rehab.ReferralKind]rehab.ReferralState{
		rehab.ReferralAccept: rehab.ReferralAccepted, rehab.ReferralAct: rehab.ReferralActed, rehab.ReferralClose: rehab.ReferralClosed,
		rehab.ReferralRefuse: rehab.ReferralRefused, rehab.ReferralWithdraw: rehab.ReferralWithdrawn,
	}
	referralStepTo = map[rehab.ReferralState]rehab.ReferralKind{
		rehab.ReferralAccepted: rehab.ReferralAccept, rehab.ReferralActed: rehab.ReferralAct, rehab.ReferralClosed: rehab.ReferralClose,
		rehab.ReferralRefused: rehab.ReferralRefuse, rehab.ReferralWithdrawn: rehab.ReferralWithdraw,
	}
	referralIcons = map[rehab.ReferralKind]icon.Name{
		rehab.ReferralAccept: icon.Check, rehab.ReferralRefuse: icon.CircleX, rehab.ReferralAct: icon.HandHelping, rehab.ReferralClose: icon.CircleCheck,
		rehab.ReferralWithdraw: icon.Undo2, rehab.ReferralNote: icon.Eye, rehab.ReferralContact: icon.User,
	}
)

// referralSaid are the steps, the newest first, those taken back with why.
func referralSaid(ctx context.Context, o *casework.OpenedReferral) []components.FactView {
	var out []components.FactView
	for _, x := range slices.Backward(o.Steps) {
		if x.Kind == rehab.ReferralVoid {
			continue
		}
		f := components.FactView{ID: factAnchor(x.ID.String()), Date: text.Date(ctx, x.Date), ISO: x.Date.String(), Icon: referralIcons[x.Kind],
			Title: text.Of(ctx, text.FamilyReferralStep, x.Kind), Note: x.Words, By: recordedAt(ctx, &x)}
		switch {
		case x.Outcome != nil:
			f.Title, f.Strong = f.Title+" ·", text.Of(ctx, text.FamilyReferralOutcome, *x.Outcome)
		case x.Kind == rehab.ReferralRefuse:
			f.Tone = components.Late
		case x.ContactName != nil:
			f.Note = joinDots(append([]string{text.T(ctx, text.ReferralContactWords, "Name", *x.ContactName, "Phone", *x.ContactPhone)}, nonEmpty(x.Words)...))
		}
		if v, void := o.Voids[x.ID]; void {
			f.Void, f.VoidWhy = true, text.T(ctx, text.ReferralTakenBack, "Day", v.Date, "Name", v.Recorder, "Reason", v.Words)
		}
		out = append(out, f)
	}
	return append(out, components.FactView{Date: text.Date(ctx, o.SentOn), ISO: o.SentOn.String(), Icon: icon.Send, Title: text.Of(ctx, text.FamilyReferralStep, "send"), Note: o.Need})
}

func nonEmpty(words string) []string {
	if words == "" {
		return nil
	}
	return []string{words}
}

// recordedAt says who entered a step, and on which day if that is another than its own.
func recordedAt(ctx context.Context, x *store.ReferralStep) string {
	return enteredBy(ctx, x.Recorder, x.RecordedAt, x.Date)
}

// enteredBy says who entered something of a day, and when if that is another.
func enteredBy(ctx context.Context, who string, at time.Time, of date.Date) string {
	day := date.Of(at.In(clock.Shanghai))
	if day <= of {
		return text.T(ctx, text.FactEnteredSameDay, "Name", who)
	}
	return text.T(ctx, text.FactEnteredLater, "Name", who, "Day", text.ShortDate(ctx, day), "Count", int(day-of))
}

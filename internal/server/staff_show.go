package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	pages "xinsheng/web/pages/staffing"
)

// staffShow shows one member of the register with the forms of the steps that are this actor's.
func (s *Server) staffShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "staff")
	if err != nil {
		return err
	}
	v, err := s.staffView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Member(v))
}

func (s *Server) staffView(r *http.Request, id uuid.UUID) (v pages.MemberView, err error) {
	ctx, actor := r.Context(), actorOf(r)
	f, err := s.Oversee.StaffFile(ctx, actor, id)
	if err != nil {
		return v, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return v, err
	}
	v = pages.MemberView{
		Title: f.Member.Name, Note: staffBorn(ctx, f.Member.Sex, f.Member.BirthYear), Who: staffWho(ctx, &f), Said: staffSaid(ctx, g, &f),
		Crumbs: []components.Crumb{{Label: text.T(ctx, text.StaffTitle), Href: backOr(readQuery(r), staffPath)}, {Label: f.Member.Name}},
	}
	for i := range f.Lines {
		v.Posts = append(v.Posts, staffPostView(ctx, g, actor, &f, &f.Lines[i]))
	}
	if actor.May(access.StaffPropose) {
		v.NewPost = staffMemberPath(id) + "/posts"
		for _, kind := range []string{store.StaffFit, store.StaffTrained, store.StaffQualified} {
			v.Forms = append(v.Forms, staffForm(ctx, &f, kind))
		}
	}
	for i := range f.Steps {
		if oversight.CanVoidStaff(actor, &f, &f.Steps[i]) {
			v.Void = append(v.Void, staffVoidForm(ctx, &f, &f.Steps[i]))
		}
	}
	return v, nil
}

func staffWho(ctx context.Context, f *oversight.StaffFile) []components.Pair {
	account := text.T(ctx, text.StaffAccountNone)
	if f.Member.Account != nil {
		account = text.T(ctx, text.StaffAccountHas)
	}
	return []components.Pair{
		{Name: text.T(ctx, text.StaffName), Value: f.Member.Name}, {Name: text.T(ctx, text.StaffSexHead), Value: text.Of(ctx, text.FamilySex, f.Member.Sex)},
		{Name: text.T(ctx, text.StaffBirthYearHead), Value: strconv.Itoa(f.Member.BirthYear)}, {Name: text.T(ctx, text.StaffAccount), Value: account},
	}
}

func staffPostView(ctx context.Context, g *gazetteer, actor access.Actor, f *oversight.StaffFile, l *oversight.StaffLine) pages.PostView {
	v := pages.PostView{
		ID: factAnchor(l.ID.String()), Title: joinDots([]string{text.Of(ctx, text.FamilyStaffPost, l.Post), staffPlaceName(ctx, g, l.Division)}), Mark: staffMark(ctx, l),
		Pairs: []components.Pair{
			{Name: text.T(ctx, text.StaffSince), Value: staffPeriod(ctx, l)}, {Name: text.T(ctx, text.StaffSource), Value: text.Of(ctx, text.FamilyStaffSource, l.Source)},
			{Name: text.T(ctx, text.StaffCertificate), Value: staffCertificate(ctx, l, f.Today, f.Norm).Words},
		},
	}
	v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.StaffHandled), Value: text.From(ctx).Clauses(staffHandled(ctx, l))})
	v.Warn = staffWarning(ctx, f, l)
	if l.Standing == rehab.StaffCounts && !l.Withdrawn {
		v.Ready = text.T(ctx, text.StaffReady)
	}
	if l.Waiting() && l.ProposedBy == actor.Account && actor.May(access.StaffApprove) {
		v.Other = text.T(ctx, text.StaffOwnNote)
	}
	for _, kind := range oversight.StaffPostSteps(actor, l) {
		form := staffForm(ctx, f, kind)
		form.ID, form.Post = kind+"-"+l.ID.String(), l.ID.String()
		if kind == store.StaffApproved {
			form.Hint, form.Weight = text.T(ctx, text.StaffBarNote), components.Primary
		}
		v.Forms = append(v.Forms, form)
	}
	return v
}

// staffHandled says who proposed the post and what the office decided.
func staffHandled(ctx context.Context, l *oversight.StaffLine) []string {
	out := []string{text.T(ctx, text.StaffProposedBy, "Day", date.Of(l.RecordedAt.In(clock.Shanghai)), "Name", l.Proposer)}
	if d := l.Decision; d != nil {
		out = append(out, text.T(ctx, text.StaffDecided, "What", text.Of(ctx, text.FamilyStaffStep, d.Kind), "Day", d.Day, "Name", d.Recorder))
	}
	return out
}

// staffWarning says what somebody in a post, or about to be, lacks, or which certificate runs out soon.
func staffWarning(ctx context.Context, f *oversight.StaffFile, l *oversight.StaffLine) string {
	switch {
	case l.Withdrawn:
		return ""
	case len(l.Lacks) > 0:
		return text.T(ctx, text.StaffLacksNow, "Lacks", lackWords(ctx, l.Lacks))
	case l.Expiring(f.Today, f.Norm):
		return text.T(ctx, text.StaffExpiresSoon, "Day", l.Expires)
	}
	return ""
}

var staffIcons = map[string]icon.Name{
	store.StaffFit: icon.ClipboardCheck, store.StaffTrained: icon.BookOpen, store.StaffQualified: icon.FileCheck, store.StaffApproved: icon.Signature,
	store.StaffRefused: icon.CircleX, store.StaffEnded: icon.CirclePause, store.StaffWithdrawn: icon.Undo2,
}

// staffSaid is what was recorded, the newest first, what was taken back with why.
func staffSaid(ctx context.Context, g *gazetteer, f *oversight.StaffFile) []components.FactView {
	var out []components.FactView
	at := map[uuid.UUID]string{}
	for i := range f.Lines {
		l := &f.Lines[i]
		at[l.ID] = joinDots([]string{text.Of(ctx, text.FamilyStaffPost, l.Post), staffPlaceName(ctx, g, l.Division)})
		day := date.Of(l.RecordedAt.In(clock.Shanghai))
		out = append(out, components.FactView{Date: text.Date(ctx, day), ISO: day.String(), Icon: icon.UserPlus, Title: text.T(ctx, text.StaffNew), Note: at[l.ID], By: l.Proposer})
	}
	for i := range f.Steps {
		x := &f.Steps[i]
		v := components.FactView{ID: factAnchor(x.ID.String()), Date: text.Date(ctx, x.Day), ISO: x.Day.String(), Icon: staffIcons[x.Kind], Title: text.Of(ctx, text.FamilyStaffStep, x.Kind),
			Note: staffStepWords(ctx, x), By: staffRecordedAt(ctx, x)}
		if x.Post != nil {
			v.Note = joinDots(append([]string{at[*x.Post]}, nonEmpty(v.Note)...))
		}
		if x.Kind == store.StaffRefused {
			v.Tone = components.Late
		}
		if void := f.Voids[x.ID]; void != nil {
			v.Void, v.VoidWhy = true, text.T(ctx, text.StaffTakenBack, "Day", void.Day, "Name", void.Recorder, "Reason", void.Words)
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b components.FactView) int {
		switch {
		case a.ISO > b.ISO:
			return -1
		case a.ISO < b.ISO:
			return 1
		}
		return 0
	})
	return out
}

// staffRecordedAt says who entered a step, and on which day if that is a later one than its own.
func staffRecordedAt(ctx context.Context, x *store.StaffStep) string {
	day := date.Of(x.RecordedAt.In(clock.Shanghai))
	if day <= x.Day {
		return text.T(ctx, text.FactEnteredSameDay, "Name", x.Recorder)
	}
	return text.T(ctx, text.FactEnteredLater, "Name", x.Recorder, "Day", text.ShortDate(ctx, day), "Count", int(day-x.Day))
}

// staffStepWords is what was said with a step, with hours or the end of a certificate.
func staffStepWords(ctx context.Context, x *store.StaffStep) string {
	switch {
	case x.Hours != nil:
		return text.T(ctx, text.StaffHoursOf, "Words", x.Words, "Count", *x.Hours)
	case !x.Until.IsZero():
		return text.T(ctx, text.StaffUntilOf, "Words", x.Words, "Day", x.Until)
	}
	return x.Words
}

// staffForm is the form of one step.
func staffForm(ctx context.Context, f *oversight.StaffFile, kind string) pages.StepView {
	v := pages.StepView{
		ID: kind, Title: text.Of(ctx, text.FamilyStaffDo, kind), Action: staffMemberPath(f.Member.ID) + "/" + kind, Key: NewFormKey(), Day: f.Today.String(), DayIs: text.Of(ctx, text.FamilyStaffDay, kind),
		Latest: f.Today.String(), WordIs: text.Of(ctx, text.FamilyStaffWords, kind), Must: kind != store.StaffFit && kind != store.StaffApproved,
		HasEnd: kind == store.StaffQualified, Timed: kind == store.StaffTrained,
	}
	if kind == store.StaffEnded {
		v.Latest = (f.Today + rehab.MostEndAhead).String()
	}
	return v
}

// staffVoidForm is the form that takes a step back.
func staffVoidForm(ctx context.Context, f *oversight.StaffFile, x *store.StaffStep) pages.StepView {
	return pages.StepView{
		ID: store.StaffVoid + "-" + x.ID.String(), Title: text.T(ctx, text.StaffVoidNote, "What", text.Of(ctx, text.FamilyStaffStep, x.Kind), "Day", x.Day),
		Action: staffMemberPath(f.Member.ID) + "/" + store.StaffVoid, Key: NewFormKey(), Of: x.ID.String(), WordIs: text.T(ctx, text.StaffVoidWords), Must: true,
	}
}

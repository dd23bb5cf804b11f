package server

import (
	"context"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/record"
)

// extensionWaiting is the leave whose request for more time waits: the one named, or the only one; false when there is none.
func extensionWaiting(o *casework.Opened, of string) (found rehab.LeaveStatus, ok bool) {
	for _, l := range o.Track.Leaves {
		if !l.AsksMore() || of != "" && of != l.Fact {
			continue
		}
		if ok {
			return found, false
		}
		found, ok = l, true
	}
	return found, ok
}

// extensionKnown fills the extension with what was asked for.
func extensionKnown(o *casework.Opened, of string) map[string]string {
	l, ok := extensionWaiting(o, of)
	if !ok {
		return nil
	}
	said := map[string]string{"of": l.Fact, "until": l.Extension.Until.String()}
	if f, ok := o.Fact(l.Extension.Request); ok {
		said["reason"] = f.Body.(*rehab.LeaveExtensionRequest).Reason
	}
	return said
}

// extensionAside shows each leave that can be extended, and what was last asked for with its answer.
func extensionAside(ctx context.Context, o *casework.Opened, _ date.Date) []pages.AsideView {
	var out []pages.AsideView
	for _, l := range o.Track.Leaves {
		f, ok := o.Fact(l.Fact)
		if !ok || l.State != rehab.LeaveAgreed && l.State != rehab.LeaveOverdue {
			continue
		}
		leave := f.Body.(*rehab.Leave)
		v := pages.AsideView{Title: text.Of(ctx, text.FamilyFact, rehab.KindLeave), Pairs: []components.Pair{
			{Name: text.T(ctx, text.LeaveTo), Value: leave.To}, {Name: text.T(ctx, text.LeaveDays), Value: text.DateRange(ctx, l.From, l.Until)},
			{Name: text.T(ctx, text.LeaveState), Value: text.Of(ctx, text.FamilyLeaveState, l.State)},
		}}
		if l.State == rehab.LeaveOverdue {
			v.Tone = components.Late
		}
		out = append(out, v)
		if x, ok := extensionFact(o, &l); ok {
			out = append(out, askedAside(ctx, o, l.Extension, x))
		}
	}
	return out
}

// askedAside is a request for more leave with its answer.
func askedAside(ctx context.Context, o *casework.Opened, e *rehab.ExtensionAsked, x *rehab.Fact) pages.AsideView {
	b := x.Body.(*rehab.LeaveExtensionRequest)
	v := pages.AsideView{Title: text.Of(ctx, text.FamilyFact, rehab.KindLeaveExtensionRequest), Pairs: []components.Pair{
		{Name: text.T(ctx, text.LeaveState), Value: text.Of(ctx, text.FamilyExtensionState, e.State)},
		{Name: text.Of(ctx, text.FamilyRecordField, "leave_extension_request.date"), Value: text.Date(ctx, x.Date)},
		{Name: text.Of(ctx, text.FamilyRecordField, "leave_extension_request.until"), Value: text.Date(ctx, b.Until)},
		{Name: text.T(ctx, text.LeaveReason), Value: b.Reason},
	}}
	if b.Contact != "" {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.LeaveWhere), Value: maskNumbers(b.Contact)})
	}
	if n, ok := o.Fact(e.Answer); ok && e.State == rehab.ExtensionRefused {
		v.Pairs = append(v.Pairs, components.Pair{Name: text.T(ctx, text.LeaveRefusedWhy), Value: n.Body.(*rehab.LeaveExtensionRefusal).Reason})
	}
	return v
}

func extensionFact(o *casework.Opened, l *rehab.LeaveStatus) (f *rehab.Fact, ok bool) {
	if l.Extension == nil {
		return nil, false
	}
	x, ok := o.Fact(l.Extension.Request)
	return &x.Fact, ok
}

// extensionWords says until when more time was asked for, and what was answered.
func extensionWords(ctx context.Context, state rehab.ExtensionState, until date.Date) string {
	return text.T(ctx, text.LeaveExtensionAsked, "Day", until, "State", text.Of(ctx, text.FamilyExtensionState, state))
}

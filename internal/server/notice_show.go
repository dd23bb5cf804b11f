package server

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
	"xinsheng/web/pages/attachment"
	pages "xinsheng/web/pages/notice"
)

// noticeShow shows one notice with the forms of the steps that are this actor's.
func (s *Server) noticeShow(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "notice")
	if err != nil {
		return err
	}
	v, err := s.noticeView(r, id)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Page(v))
}

func (s *Server) noticeView(r *http.Request, id uuid.UUID) (pages.PageView, error) {
	ctx, actor, today := r.Context(), actorOf(r), s.Clock.Today()
	n, err := s.Oversee.OpenNotice(ctx, actor, id)
	if err != nil {
		return pages.PageView{}, err
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return pages.PageView{}, err
	}
	unit := unitWords(g, n.UnitKind, n.UnitName, n.Division)
	v := pages.PageView{
		Title: n.Number, Note: unit, Mark: noticeMark(ctx, &n.Notice, today), Paper: officePaperPath(n.PaperID), Answerable: s.noticeAnswerable(ctx, &n, unit),
		Steps: noticeStepper(ctx, &n, today), Facts: noticeFacts(ctx, &n, unit), Items: noticeItems(ctx, g, n.Items), Count: len(n.Items), Said: noticeSaid(ctx, &n),
		Crumbs: []components.Crumb{{Label: text.T(ctx, text.NoticeTitle), Href: backOr(readQuery(r), noticeListPath)}, {Label: n.Number}},
	}
	for i := range n.Files {
		v.Evidence = append(v.Evidence, noticeEvidence(ctx, &n, &n.Files[i]))
	}
	v.Forms = s.noticeForms(ctx, actor, &n)
	for i := range v.Forms {
		v.Forms[i].Action = withBack(r, v.Forms[i].Action)
	}
	if len(v.Forms) == 0 || v.Forms[0].Folded {
		v.Notice = noticeWaits(ctx, &n, unit)
	}
	return v, nil
}

// noticeWaits says whose turn it is.
func noticeWaits(ctx context.Context, n *oversight.OpenedNotice, unit string) string {
	switch n.State.Turn() {
	case rehab.TurnUnit:
		return text.T(ctx, text.NoticeTurnUnit, "Unit", unit)
	case rehab.TurnOffice:
		return text.T(ctx, text.NoticeTurnOffice)
	}
	return text.T(ctx, text.NoticeOver)
}

func (s *Server) noticeAnswerable(ctx context.Context, n *oversight.OpenedNotice, unit string) components.AnswerableView {
	v := components.AnswerableView{Unit: unit, UnitNote: text.T(ctx, text.NoticeUnitNote)}
	if n.Due.IsZero() {
		return v
	}
	v.Turn, v.TurnNote = unit, noticeTurn(ctx, n.State)
	if n.State.Turn() == rehab.TurnOffice {
		v.Turn = text.T(ctx, text.NoticeMunicipal)
	}
	today := s.Clock.Today()
	v.Due, v.DueNote, v.DueTone = text.Date(ctx, n.Due), v.TurnNote, components.Due
	if n.Due < today {
		v.DueTone, v.DueNote = components.Late, dueWords(ctx, n.Due, today)
	}
	v.DueWhy = []components.Reason{noticeWhy(ctx, n, v.Turn, today)}
	return v
}

func noticeFacts(ctx context.Context, n *oversight.OpenedNotice, unit string) []components.Pair {
	problem := n.Problem
	if problem == "" {
		problem = text.T(ctx, text.NoticeProblemListed)
	}
	return []components.Pair{
		{Name: text.T(ctx, text.NoticeNumber), Value: n.Number}, {Name: text.T(ctx, text.NoticeUnit), Value: unit}, {Name: text.T(ctx, text.NoticeIssuedOn), Value: text.Date(ctx, n.IssuedOn)},
		{Name: text.T(ctx, text.NoticeProblemIs), Value: problem}, {Name: text.T(ctx, text.NoticeBasisIs), Value: n.Basis}, {Name: text.T(ctx, text.NoticeDeadlineFirst), Value: text.Date(ctx, n.Deadline)},
		{Name: text.T(ctx, text.NoticeReplyBy), Value: text.Date(ctx, n.ReplyBy)},
	}
}

// standingNoticeSteps are the steps that were not taken back.
func standingNoticeSteps(n *oversight.OpenedNotice) []store.NoticeStep {
	return slices.DeleteFunc(slices.Clone(n.Steps), func(x store.NoticeStep) bool {
		_, back := n.Backs[x.ID]
		return back || x.Kind == rehab.NoticeTakeBack
	})
}

// noticeWay is what a notice goes through from where it stands: to the end that it is on the way to.
func noticeWay(n *oversight.OpenedNotice) []rehab.NoticeKind {
	switch n.State {
	case rehab.NoticeWithdrawn:
		return []rehab.NoticeKind{rehab.NoticeWithdraw}
	case rehab.NoticeRefused, rehab.NoticeReported, rehab.NoticeConcluded:
		return []rehab.NoticeKind{rehab.NoticeReceive, rehab.NoticeRefuse, rehab.NoticeReport, rehab.NoticeConclude}
	}
	return []rehab.NoticeKind{rehab.NoticeReceive, rehab.NoticeReply, rehab.NoticeAccept}
}

// noticeStepper is the way of a notice: issued, received, replied to, closed; or reported and dealt with where the unit refuses.
func noticeStepper(ctx context.Context, n *oversight.OpenedNotice, today date.Date) []components.Step {
	done := map[rehab.NoticeKind]*store.NoticeStep{}
	steps := standingNoticeSteps(n)
	for i := range steps {
		x := &steps[i]
		done[x.Kind] = x
		if x.Kind == rehab.NoticeReject { // the reply is owed again
			delete(done, rehab.NoticeReply)
		}
	}
	out := []components.Step{{Label: text.Of(ctx, text.FamilyNoticeStep, "issue"), Note: text.ShortDate(ctx, n.IssuedOn), State: components.StepDone}}
	now := true
	for _, kind := range noticeWay(n) {
		st := components.Step{Label: text.Of(ctx, text.FamilyNoticeStep, kind)}
		switch x := done[kind]; {
		case x != nil:
			st.State, st.Note = components.StepDone, text.T(ctx, text.TransferStepBy, "Day", text.ShortDate(ctx, x.Date), "Who", x.Recorder)
		case now && !n.State.Ended() && (kind != rehab.NoticeReceive || n.State == rehab.NoticeIssued):
			st.State, now = components.StepNow, false
			if n.Due < today {
				st.State = components.StepLate
			}
		}
		out = append(out, st)
	}
	return out
}

var noticeIcons = map[rehab.NoticeKind]icon.Name{
	rehab.NoticeReceive: icon.Check, rehab.NoticeReply: icon.FileText, rehab.NoticeAsk: icon.Clock, rehab.NoticeGrant: icon.Check, rehab.NoticeDeny: icon.CircleX, rehab.NoticeAccept: icon.CircleCheck,
	rehab.NoticeReject: icon.Undo2, rehab.NoticeRefuse: icon.TriangleAlert, rehab.NoticeReport: icon.Landmark, rehab.NoticeConclude: icon.Gavel, rehab.NoticeWithdraw: icon.Ban,
}

// noticeSaid are the steps, the newest first, those taken back with why.
func noticeSaid(ctx context.Context, n *oversight.OpenedNotice) []components.FactView {
	var out []components.FactView
	for _, x := range slices.Backward(n.Steps) {
		if x.Kind == rehab.NoticeTakeBack {
			continue
		}
		f := components.FactView{ID: factAnchor(x.ID.String()), Date: text.Date(ctx, x.Date), ISO: x.Date.String(), Icon: noticeIcons[x.Kind], Title: text.Of(ctx, text.FamilyNoticeStep, x.Kind), Note: x.Words,
			By: enteredBy(ctx, x.Recorder, x.RecordedAt, x.Date)}
		if !x.Until.IsZero() {
			f.Title, f.Strong = f.Title+" ·", text.T(ctx, text.NoticeUntilOf, "Day", x.Until)
		}
		if x.Kind == rehab.NoticeReject || x.Kind == rehab.NoticeRefuse {
			f.Tone = components.Late
		}
		if back, ok := n.Backs[x.ID]; ok {
			f.Void, f.VoidWhy = true, text.T(ctx, text.NoticeTakenBack, "Day", back.Date, "Name", back.Recorder, "Reason", back.Words)
		}
		f.Clips = noticeClips(ctx, n, x.ID)
		out = append(out, f)
	}
	return append(out, components.FactView{Date: text.Date(ctx, n.IssuedOn), ISO: n.IssuedOn.String(), Icon: icon.Send, Title: text.Of(ctx, text.FamilyNoticeStep, "issue"), Strong: n.Number})
}

// noticeClips are the small pictures of the evidence that came with a step; nil without any.
func noticeClips(ctx context.Context, n *oversight.OpenedNotice, step uuid.UUID) *components.ClipsView {
	v := &components.ClipsView{Href: "#evidence"}
	count := 0
	for i := range n.Files {
		f := &n.Files[i]
		if f.Step != step {
			continue
		}
		if count++; f.Thumbnail != nil && len(v.Shown) < clipsShown {
			v.Shown = append(v.Shown, components.ClipView{Href: noticeFilePath(f), Source: noticeFilePath(f) + "/thumbnail", Label: noticeFileLabel(ctx, f)})
		}
	}
	if count == 0 {
		return nil
	}
	v.Count = text.T(ctx, text.AttachmentCount, "Count", count)
	return v
}

// noticeEvidence is one piece of evidence.
func noticeEvidence(ctx context.Context, n *oversight.OpenedNotice, f *store.NoticeFile) attachment.ItemView {
	v := attachment.ItemView{Label: noticeFileLabel(ctx, f), Href: noticeFilePath(f), Image: f.Thumbnail != nil}
	kb := (f.Size + 1023) / 1024
	v.Note = text.T(ctx, text.AttachmentPDF, "Size", kb)
	if v.Image {
		v.Thumbnail = noticeFilePath(f) + "/thumbnail"
		v.Note = text.T(ctx, text.AttachmentImage, "Width", strconv.Itoa(*f.Width), "Height", strconv.Itoa(*f.Height), "Size", kb)
	}
	for i := range n.Steps {
		if x := &n.Steps[i]; x.ID == f.Step {
			v.By = text.T(ctx, text.NoticeEvidenceOf, "Day", x.Date)
		}
	}
	return v
}

func noticeFileLabel(ctx context.Context, f *store.NoticeFile) string {
	if f.Label == "" {
		return text.T(ctx, text.AttachmentUnnamed)
	}
	return f.Label
}

// noticeForms are the forms of the steps that this actor may take now, the usual one open and the others folded.
func (s *Server) noticeForms(ctx context.Context, actor access.Actor, n *oversight.OpenedNotice) []pages.FormView {
	var out []pages.FormView
	today := s.Clock.Today()
	for i, kind := range n.StepsFor(actor, today) {
		f := s.noticeForm(ctx, actor, kind, n)
		f.Folded = i > 0 || kind == rehab.NoticeWithdraw || kind == rehab.NoticeRefuse
		out = append(out, f)
	}
	if x := n.CanTakeBack(actor); x != nil {
		f := s.noticeForm(ctx, actor, rehab.NoticeTakeBack, n)
		f.Of, f.Folded = x.ID.String(), true
		f.Title = text.T(ctx, text.NoticeTakeBack, "What", text.Of(ctx, text.FamilyNoticeStep, x.Kind))
		out = append(out, f)
	}
	return out
}

package server

import (
	"context"
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/blob/picture"
	"xinsheng/internal/fault"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/notice"
)

// noticeAnswer takes a step of the unit, a reply with its evidence; noticeDecide one of the municipal office. Which is whose is for oversight to say.
func (s *Server) noticeAnswer(w http.ResponseWriter, r *http.Request) error {
	return s.noticeTake(w, r)
}

func (s *Server) noticeDecide(w http.ResponseWriter, r *http.Request) error {
	return s.noticeTake(w, r)
}

func (s *Server) noticeTake(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "notice")
	if err != nil {
		return err
	}
	f, files, err := s.readNoticeForm(w, r, id)
	if err != nil && f == nil {
		return err
	}
	in := readNoticeStep(f, id)
	in.Files = files
	if err == nil {
		err = f.Err()
	}
	if err == nil {
		_, err = s.Oversee.TakeNoticeStep(r.Context(), actorOf(r), in)
	}
	switch {
	case err == nil:
		return s.noticeDone(w, r, &in)
	case fault.KindOf(err) == fault.NotFound:
		return err
	}
	return s.noticeAgain(w, r, id, in.Kind, f, err)
}

// noticeDone leads back to the notice and says what was recorded; a last day that was moved to a working day is said too.
func (s *Server) noticeDone(w http.ResponseWriter, r *http.Request, in *oversight.NoticeForward) error {
	ctx, to, what := r.Context(), withBack(r, noticePath(in.Notice)), text.Of(r.Context(), text.FamilyNoticeStep, in.Kind)
	if in.Kind == rehab.NoticeGrant || in.Kind == rehab.NoticeReject {
		n, err := s.Oversee.OpenNotice(ctx, actorOf(r), in.Notice)
		if err != nil {
			return err
		}
		if n.Rules.Deadline != in.Until {
			return s.done(w, r, to, text.NoticeRecordedMoved, "What", what, "Until", in.Until, "Day", n.Rules.Deadline)
		}
	}
	return s.done(w, r, to, text.NoticeRecorded, "What", what)
}

// readNoticeForm reads the form of a step, and keeps the files that came with it. With an error and a form, the form is shown again.
func (s *Server) readNoticeForm(w http.ResponseWriter, r *http.Request, id uuid.UUID) (*Form, []store.NoticeFile, error) {
	if !carriesFiles(r) {
		f, err := readForm(r)
		return f, nil, err
	}
	ctx, actor := r.Context(), actorOf(r)
	if err := s.Oversee.MayReply(ctx, actor, id); err != nil {
		return nil, nil, err
	}
	var files []store.NoticeFile
	f := &Form{values: url.Values{}}
	err := eachFileOf(w, r, "file", picture.MaxBytes, f, func(one file) error {
		if one.name == "" && len(one.content) == 0 { // nothing was chosen
			return nil
		}
		kept, err := s.Oversee.KeepNoticeFile(ctx, actor, id, one.name, one.content)
		if err == nil {
			files = append(files, kept)
		}
		return err
	})
	return f, files, err
}

func readNoticeStep(f *Form, id uuid.UUID) oversight.NoticeForward {
	kind := rehab.NoticeKind(f.RequiredChoice("kind", noticeKindNames()...))
	in := oversight.NoticeForward{Notice: id, Key: f.Key(), Kind: kind, Date: f.Date("date"), Words: f.Text("words", 1000)}
	if kind.Dated() {
		in.Until = f.Date("until")
	}
	if kind == rehab.NoticeTakeBack {
		in.Of = f.UUID("of")
	}
	return in
}

func noticeKindNames() []string {
	var out []string
	for _, k := range rehab.NoticeKinds() {
		out = append(out, string(k))
	}
	return out
}

// noticeAgain shows the notice again with the form that was refused, filled as it was; files have to be chosen once more.
func (s *Server) noticeAgain(w http.ResponseWriter, r *http.Request, id uuid.UUID, kind rehab.NoticeKind, f *Form, err error) error {
	v, verr := s.noticeView(r, id)
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
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Errors = es
			return pages.Page(v)
		})
	}
	form := &v.Forms[at]
	form.Key, form.Date, form.Until, form.Words = f.Typed(FormKey), f.Typed("date"), f.Typed("until"), f.Typed("words")
	return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
		for i := range es {
			if es[i].Name == "" {
				continue
			}
			es[i].ID = form.ID + "-" + es[i].Name
			switch es[i].Name {
			case "words":
				es[i].Label = form.Label
			case "until":
				es[i].Label = form.UntilIs
			}
		}
		if form.Files {
			form.FileHint = text.T(r.Context(), text.NoticeEvidenceAgain)
		}
		form.Errors = es
		return pages.Page(v)
	})
}

// noticeForm is the form of a step.
func (s *Server) noticeForm(ctx context.Context, actor access.Actor, kind rehab.NoticeKind, n *oversight.OpenedNotice) pages.FormView {
	today := s.Clock.Today()
	f := pages.FormView{ID: string(kind), Title: text.Of(ctx, text.FamilyNoticeStep, kind), Hint: text.Of(ctx, text.FamilyNoticeHint, kind), Key: NewFormKey(), Date: today.String(), Today: today.String(),
		Min: n.Rules.Latest().String(), Label: text.Of(ctx, text.FamilyNoticeWords, kind), Must: kind.Reasoned(), Weight: components.Primary, Action: noticePath(n.ID) + "/decide"}
	if actor.May(access.NoticeAnswer) {
		f.Action = noticePath(n.ID) + "/answer"
	}
	if kind.Dated() {
		f.UntilIs, f.UntilMin = text.Of(ctx, text.FamilyNoticeUntil, kind), max(n.Rules.Deadline, today).AddDays(1).String()
		if kind == rehab.NoticeGrant {
			f.Until = n.AskedUntil().String()
		}
		if kind == rehab.NoticeReject {
			f.UntilMin = today.AddDays(1).String()
		}
	}
	switch kind {
	case rehab.NoticeReply:
		f.Files, f.Accept, f.Shrink = true, picture.Accept, picture.LongSide
		f.FileHint = text.T(ctx, text.NoticeEvidenceHint, "Size", picture.MaxBytes>>20, "Count", maxFiles)
	case rehab.NoticeDeny, rehab.NoticeReject, rehab.NoticeRefuse, rehab.NoticeWithdraw, rehab.NoticeTakeBack:
		f.Weight = components.Danger
	}
	return f
}

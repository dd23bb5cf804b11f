package server

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/fault"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	pages "xinsheng/web/pages/leave"
)

// leaveSlip is the slip of one leave on A4: request and answer, permit, receipt of the return; numbers are masked.
func (s *Server) leaveSlip(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	leave, err := pathUUID(r, "leave")
	if err != nil {
		return err
	}
	ctx := r.Context()
	o, err := s.Work.Open(ctx, actorOf(r), id)
	if err != nil {
		return err
	}
	l, ok := o.Leave(leave.String())
	if !ok {
		return fault.ErrNotFound()
	}
	g, err := s.gazetteer(ctx)
	if err != nil {
		return err
	}
	title := text.T(ctx, text.LeaveSlipOf, "Name", o.Person.Name)
	return s.paper(w, r, title, backOr(readQuery(r), casePath(id)), pages.Slip(slipView(g, &o, &l)))
}

// slipPath is the address of a leave's slip.
func slipPath(id uuid.UUID, leave string) string { return casePath(id) + "/leaves/" + leave + "/slip" }

// slipView fills the slip in the statute's language whatever the reader's.
func slipView(g *gazetteer, o *casework.Opened, l *casework.LeaveFile) pages.SlipView {
	zh, asked := text.For(text.ZhCN), l.Asked.Body.(*rehab.Leave)
	village := o.Answers()
	v := pages.SlipView{
		Township: document.OfficeHan(g, village), Village: g.Short(village), Measure: zh.Of(text.FamilyMeasure, string(o.Case.Measure)),
		Name: o.Person.Name, Sex: zh.Of(text.FamilySex, o.Person.Sex), Birth: zh.Date(o.Person.Birth),
		Document: zh.Of(text.FamilyDocumentType, o.Person.DocumentType) + " " + o.Person.DocumentMask,
		Reason:   strings.TrimRight(asked.Reason, "。，、 "), To: asked.To, Contact: maskNumbers(asked.Contact), Asked: zh.Date(l.Asked.Date),
		From: zh.Date(asked.From), Until: zh.Date(asked.Until), Days: int(asked.Until - asked.From),
		LastDay: zh.Date(l.Status.Until), TotalDays: int(l.Status.Until - asked.From),
	}
	for _, x := range l.Extensions {
		e := x.Body.(*rehab.LeaveExtension)
		v.Extensions = append(v.Extensions, pages.ExtensionView{Day: zh.Date(x.Date), Until: zh.Date(e.Until), Reason: sentenceHan(e.Reason)})
	}
	if l.Decision != nil {
		d := l.Decision.Body.(*rehab.LeaveDecision)
		v.Decided, v.Agreed, v.DecidedOn, v.Answer = true, d.Agreed, zh.Date(l.Decision.Date), sentenceHan(d.Reason)
	}
	if l.Return != nil {
		back := l.Return.Date
		v.Returned, v.AwayDays, v.LateDays = zh.Date(back), max(0, int(back-asked.From)), max(0, int(back-l.Status.Until))
	}
	return v
}

// sentenceHan ends what was typed with a full stop; "" stays "".
func sentenceHan(s string) string {
	if s = strings.TrimRight(strings.TrimSpace(s), "。.；;"); s == "" {
		return ""
	}
	return s + "。"
}

var longNumber = regexp.MustCompile(`[0-9][0-9 -]{5,}[0-9]`)

// maskNumbers hides the middle of telephone numbers that stand in what was typed.
func maskNumbers(s string) string {
	return longNumber.ReplaceAllStringFunc(s, func(n string) string {
		digits := strings.NewReplacer(" ", "", "-", "").Replace(n)
		return digits[:3] + "****" + digits[len(digits)-4:]
	})
}

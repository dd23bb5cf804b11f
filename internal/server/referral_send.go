package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/referral"
)

func referralSendPath(id uuid.UUID) string { return casePath(id) + "/referral" }

// referralForm shows the form of a help need; the address may say head, need and the referral that it follows.
func (s *Server) referralNew(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	v, err := s.sendView(r, id, nil)
	if err != nil {
		return err
	}
	return s.page(w, r, v.Title, pages.Send(v))
}

// referralSend shows what would be sent, and sends it once just that has been shown.
func (s *Server) referralSend(w http.ResponseWriter, r *http.Request) error {
	id, err := pathUUID(r, "case")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	ctx, actor := r.Context(), actorOf(r)
	in := readReferral(f, id)
	send := f.Choice("do", "check", "send") == "send" && f.Typed("seen") == seenDigest(&in)
	if err = f.Err(); err == nil && send {
		if err = s.Work.SendReferral(ctx, actor, in); err == nil {
			return s.done(w, r, referralPath(in.Key), text.ReferralWasSent)
		}
	}
	var told store.Referral
	if err == nil {
		told, err = s.Work.PreviewReferral(ctx, actor, in)
	}
	if fault.KindOf(err) == fault.NotFound {
		return err
	}
	v, verr := s.sendView(r, id, f)
	if verr != nil {
		return verr
	}
	if err != nil {
		return s.again(w, r, err, v.Title, func(es components.Errors) templ.Component {
			v.Form.Errors = es
			return pages.Send(v)
		})
	}
	if v.Preview, err = s.preview(ctx, &told, v.Form.Departments); err != nil {
		return err
	}
	v.Form.Seen = seenDigest(&in)
	return s.page(w, r, v.Title, pages.Send(v))
}

func readReferral(f *Form, id uuid.UUID) casework.ReferralForm {
	in := casework.ReferralForm{Case: id, Key: f.Key(), Date: f.Date("date"), Department: f.Number("department"), Head: rehab.HelpHead(f.Choice("head", helpHeadNames()...)),
		Need: f.Text("need", 500), WholeName: f.RequiredChoice("naming", "surname", "name") == "name", Sex: f.Checked("sex"), Age: f.Checked("age"),
		ContactName: f.Text("contact_name", 60), ContactPhone: f.Text("contact_phone", 40)}
	if f.Typed("follows") != "" {
		in.Follows = f.UUID("follows")
	}
	return in
}

// seenDigest tells what was shown before sending from anything else: only that is sent.
func seenDigest(in *casework.ReferralForm) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", []any{in.Case, in.Key, in.Date, in.Department, in.Head, in.Need, in.WholeName, in.Sex, in.Age, in.ContactName, in.ContactPhone, in.Follows}))
	return hex.EncodeToString(sum[:])
}

// preview is what the department would see, with the day by which it has to answer.
func (s *Server) preview(ctx context.Context, told *store.Referral, departments []components.Option) (*pages.PreviewView, error) {
	g, err := s.gazetteer(ctx)
	if err != nil {
		return nil, err
	}
	v := &pages.PreviewView{Told: referralTold(ctx, g, told, told.ContactName, told.ContactPhone), Due: text.T(ctx, text.ReferralAnswerBy, "Day", told.Due)}
	for _, d := range departments {
		if d.Value == strconv.FormatInt(told.Department, 10) {
			v.Department = d.Label
		}
	}
	return v, nil
}

// sendView is the form with what was typed; nil: with what the address says and what is usual.
func (s *Server) sendView(r *http.Request, id uuid.UUID, f *Form) (pages.SendView, error) {
	ctx, actor := r.Context(), actorOf(r)
	o, err := s.Work.Open(ctx, actor, id)
	if err != nil {
		return pages.SendView{}, err
	}
	if !actor.Sees(o.Answers()) {
		return pages.SendView{}, fault.ErrNotFound()
	}
	units, phone, err := s.Work.Departments(ctx, actor)
	if err != nil {
		return pages.SendView{}, err
	}
	v := pages.SendView{Title: text.T(ctx, text.ReferralSendOf, "Name", o.Person.Name), Note: text.T(ctx, text.ReferralSendNote),
		Crumbs: []components.Crumb{{Label: o.Person.Name, Href: casePath(id)}, {Label: text.T(ctx, text.HelpplanTitle), Href: helpPlanPath(id)}, {Label: text.T(ctx, text.ReferralSendTitle)}}}
	if bar := o.BarToReferral(); bar != "" {
		v.Bar = text.T(ctx, bar)
	}
	if f == nil {
		f = s.usualReferral(readQuery(r), actor.Name, phone)
	}
	v.Form = sendForm(ctx, &o, f, units)
	v.Form.Action, v.Form.Cancel, v.Form.Today = referralSendPath(id), helpPlanPath(id), s.Clock.Today().String()
	return v, nil
}

// usualReferral fills a form with what the address says and what is usual.
func (s *Server) usualReferral(q *Form, name, phone string) *Form {
	for field, usual := range map[string]string{FormKey: NewFormKey(), "date": s.Clock.Today().String(), "naming": "surname", "sex": "on", "age": "on", "contact_name": name, "contact_phone": phone} {
		q.values.Set(field, usual)
	}
	return q
}

func sendForm(ctx context.Context, o *casework.Opened, f *Form, units []store.Unit) pages.SendForm {
	v := pages.SendForm{Key: f.Typed(FormKey), Follows: f.Typed("follows"), Date: f.Typed("date"), Department: f.Typed("department"), Head: f.Typed("head"), Need: f.Typed("need"),
		Naming: f.Typed("naming"), Sex: f.Checked("sex"), Age: f.Checked("age"), Name: f.Typed("contact_name"), Phone: f.Typed("contact_phone"),
		Heads: components.OptionsOf(ctx, text.FamilyHelpHead, rehab.HelpHeads()...), SexSaid: text.Of(ctx, text.FamilySex, o.Person.Sex), AgeSaid: ageSaid(ctx, o.Person.Birth, o.Today)}
	for _, u := range units {
		v.Departments = append(v.Departments, components.Option{Value: strconv.FormatInt(u.ID, 10), Label: u.Name})
		if v.Department == "" && u.Department != nil && *u.Department == departmentFor[rehab.HelpHead(v.Head)] {
			v.Department = strconv.FormatInt(u.ID, 10)
		}
	}
	v.Namings = []components.Option{
		{Value: "surname", Label: casework.Surname(o.Person.Name), Note: text.T(ctx, text.ReferralSurnameNote)},
		{Value: "name", Label: o.Person.Name, Note: text.T(ctx, text.ReferralNameNote)},
	}
	return v
}

func ageSaid(ctx context.Context, birth, today date.Date) string {
	return text.Of(ctx, text.FamilyReferralAge, casework.AgeBand(birth, today))
}

// departmentFor is the department that usually helps under a head; it can be changed.
var departmentFor = map[rehab.HelpHead]string{rehab.HelpCounselling: "health", rehab.HelpEducation: "justice", rehab.HelpSkills: "labour", rehab.HelpMedical: "health", rehab.HelpOther: "civil_affairs"}

package oversight

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// NoticeBasis is the legal basis that a notice has unless another is written: the municipal office directs the county's work (禁毒法 5), townships
// carry it out (禁毒法 34), and the city's scheme has who performs badly put it right (SCHEME S9).
const NoticeBasis = "《中华人民共和国禁毒法》第五条、第三十四条和《赤水市社区戒毒（康复）工作实施方案》"

// noticeUnits are the kinds of unit that a notice can be addressed to.
var noticeUnits = []string{"township", "village", "station", "bureau", "department"}

const (
	mostOverdue = 300 // duties offered for picking, the oldest first
	mostPicked  = 100 // duties named in one notice
	longestDays = 365 // a deadline may lie ahead
	noticeKind  = "supervision_notice"
)

// NoticeForm is a supervision notice that the municipal office wants to issue.
type NoticeForm struct {
	Key      uuid.UUID // of the form; it becomes the notice's id
	Unit     int64
	Problem  string
	Basis    string
	Deadline date.Date
	Picks    []string // keys of overdue duties (store.OverdueDuty)

	At time.Time // when it was recorded; zero: now. Only histories that are written down later name one
}

// NoticeStart is what a notice to a unit begins with.
type NoticeStart struct {
	Units    []store.Unit // that can be addressed
	Unit     *store.Unit  // nil: none is chosen yet
	Overdue  []store.OverdueDuty
	More     bool      // there are more than are listed
	Deadline date.Date // unless another is chosen
	Days     int       // from today to it, by the rules
}

// StartNotice returns the units that can be addressed, and of the one chosen, by id or as the office of a place, what it has left overdue.
func (o *Office) StartNotice(ctx context.Context, actor access.Actor, unit int64, place division.Code) (s NoticeStart, err error) {
	if !actor.May(access.NoticeIssue) {
		return s, fault.ErrNotFound()
	}
	return s, o.store.Read(ctx, actor, func(tx *store.Tx) error {
		if s.Units, err = tx.Units(ctx, noticeUnits...); err != nil {
			return err
		}
		rules, err := tx.Rules(ctx)
		if err != nil {
			return err
		}
		s.Deadline, s.Days = rules.NoticeDeadline(o.today()), rules.On(o.today()).NoticeDays
		if s.Unit = unitOf(s.Units, unit); s.Unit == nil && !place.IsZero() {
			s.Unit = officeAt(s.Units, place)
		}
		if s.Unit == nil {
			return nil
		}
		s.Overdue, err = overdueOf(ctx, tx, s.Unit, o.today(), mostOverdue+1)
		if len(s.Overdue) > mostOverdue {
			s.Overdue, s.More = s.Overdue[:mostOverdue], true
		}
		return err
	})
}

func unitOf(all []store.Unit, id int64) *store.Unit {
	if i := slices.IndexFunc(all, func(u store.Unit) bool { return u.ID == id }); i >= 0 {
		return &all[i]
	}
	return nil
}

// officeAt is the township or village of a place; nil for none.
func officeAt(all []store.Unit, place division.Code) *store.Unit {
	if i := slices.IndexFunc(all, func(u store.Unit) bool { return u.Division == place && (u.Kind == "township" || u.Kind == "village") }); i >= 0 {
		return &all[i]
	}
	return nil
}

// overdueOf lists what a unit has left overdue on a day, the oldest first.
func overdueOf(ctx context.Context, tx *store.Tx, u *store.Unit, today date.Date, limit int) ([]store.OverdueDuty, error) {
	if u.Kind == "department" {
		return tx.OverdueReferrals(ctx, u.ID, today, limit)
	}
	f := store.OverdueFilter{Places: []division.Range{u.Division.Range()}, Today: today, Limit: limit, Kinds: overdueKinds(u.Kind)}
	if u.Kind == "station" {
		there, err := tx.StationDivisions(ctx, u.ID)
		if err != nil {
			return nil, err
		}
		f.Places = nil
		for _, d := range there {
			if d.ValidFrom <= today && (d.ValidUntil.IsZero() || d.ValidUntil > today) {
				f.Places = append(f.Places, d.Division.Range())
			}
		}
	}
	return tx.OverdueDuties(ctx, f)
}

// overdueKinds are the kinds of duty that a kind of unit answers for.
func overdueKinds(unit string) []string {
	var out []string
	for _, d := range access.DutiesOfUnit(unit) {
		out = append(out, string(d))
	}
	switch unit {
	case "village":
		out = append(out, string(rehab.ReturnVillage))
	case "township":
		out = append(out, string(rehab.ReturnVillage), string(rehab.ReturnReviewVillage), string(rehab.ReturnTownship), string(rehab.ReturnSign))
	}
	return out
}

// PreviewNotice checks the form and returns the paper as it would be issued; nothing is kept. The faults are those of IssueNotice.
func (o *Office) PreviewNotice(ctx context.Context, actor access.Actor, in NoticeForm) (sheet Sheet, err error) {
	if !actor.May(access.NoticeIssue) {
		return sheet, fault.ErrNotFound()
	}
	return sheet, o.store.Read(ctx, actor, func(tx *store.Tx) error {
		n, items, err := o.noticeOf(ctx, tx, &in)
		if err != nil {
			return err
		}
		p, err := noticePaper(ctx, tx, &n, items)
		if err != nil {
			return err
		}
		sheet, err = o.papers.Preview(ctx, tx, p)
		return err
	})
}

// IssueNotice issues the notice with its number and paper. The same form sent twice issues one. Faults: not found, invalid (a field is wrong, nothing is
// said or picked, something picked has been done meanwhile), conflict (the same form with other content).
func (o *Office) IssueNotice(ctx context.Context, actor access.Actor, in NoticeForm) error {
	if !actor.May(access.NoticeIssue) {
		return fault.ErrNotFound()
	}
	return o.store.WithTx(ctx, actor, func(tx *store.Tx) error {
		old, err := tx.Notice(ctx, in.Key)
		switch {
		case err == nil:
			return o.sameNotice(&old, &in)
		case fault.KindOf(err) != fault.NotFound:
			return err
		}
		n, items, err := o.noticeOf(ctx, tx, &in)
		if err != nil {
			return err
		}
		p, err := noticePaper(ctx, tx, &n, items)
		if err != nil {
			return err
		}
		if n.Number, err = o.papers.Freeze(ctx, tx, p); err != nil {
			return err
		}
		if err := tx.AddNotice(ctx, n, items); err != nil {
			return err
		}
		return tx.Audit(ctx, store.Audited{Action: access.NoticeIssue, Subject: store.Subject("notice", n.ID), Detail: map[string]any{"unit": n.Unit, "count": len(items)}})
	})
}

// sameNotice: the same form sent twice is one notice.
func (o *Office) sameNotice(old *store.Notice, in *NoticeForm) error {
	if old.Unit != in.Unit || old.Problem != strings.TrimSpace(in.Problem) || old.Basis != strings.TrimSpace(in.Basis) {
		return fault.New(fault.Conflict, text.FaultSameFormOtherContent)
	}
	return nil
}

// noticeOf makes the notice of the form, or says what is wrong with it.
func (o *Office) noticeOf(ctx context.Context, tx *store.Tx, in *NoticeForm) (n store.Notice, items []store.NoticeItem, err error) {
	units, err := tx.Units(ctx, noticeUnits...)
	if err != nil {
		return n, nil, err
	}
	rules, err := tx.Rules(ctx)
	if err != nil {
		return n, nil, err
	}
	var wrong fault.Fields
	u := unitOf(units, in.Unit)
	in.Problem, in.Basis = strings.TrimSpace(in.Problem), strings.TrimSpace(in.Basis)
	checkNotice(&wrong, in, u, o.today())
	if u != nil && len(in.Picks) > 0 {
		if items, err = picked(ctx, tx, &wrong, u, in, o.today()); err != nil {
			return n, nil, err
		}
	}
	if err := wrong.Err(); err != nil {
		return n, nil, err
	}
	n = store.Notice{ID: in.Key, Unit: u.ID, Division: u.Division, PaperID: uuid.NewSHA1(in.Key, []byte("paper")), Problem: in.Problem, Basis: in.Basis,
		Deadline: rules.Holidays.OnOrAfter(in.Deadline), IssuedOn: o.today(), RecordedAt: recordedAt(in.At)}
	n.NoticeStanding = noticeStanding(rules, &n, nil)
	return n, items, nil
}

func checkNotice(wrong *fault.Fields, in *NoticeForm, u *store.Unit, today date.Date) {
	switch {
	case in.Unit == 0:
		wrong.Add("to_unit", text.ValidChoose)
	case u == nil:
		wrong.Add("to_unit", text.ValidNotAnOption)
	}
	if in.Problem == "" && len(in.Picks) == 0 {
		wrong.Add("problem", text.NoticeNothing)
	}
	if len(in.Picks) > mostPicked {
		wrong.Add("pick", text.NoticeTooManyPicks, "Max", mostPicked)
	}
	if in.Basis == "" {
		wrong.Add("basis", text.ValidRequired)
	}
	switch {
	case in.Deadline.IsZero():
		wrong.Add("deadline", text.ValidRequired)
	case in.Deadline <= today:
		wrong.Add("deadline", text.NoticeDeadlinePast, "Day", today)
	case in.Deadline > today.AddDays(longestDays):
		wrong.Add("deadline", text.NoticeDeadlineFar, "Day", today.AddDays(longestDays))
	}
}

// picked are the overdue duties that were ticked, as they stand on the day. What has been done meanwhile is no problem any more, which the fault says.
func picked(ctx context.Context, tx *store.Tx, wrong *fault.Fields, u *store.Unit, in *NoticeForm, today date.Date) ([]store.NoticeItem, error) {
	all, err := overdueOf(ctx, tx, u, today, mostOverdue)
	if err != nil {
		return nil, err
	}
	var items []store.NoticeItem
	for i := range all {
		d := &all[i]
		if !slices.Contains(in.Picks, d.Key()) {
			continue
		}
		x := store.NoticeItem{Kind: d.Kind, Division: d.Division, Period: d.Period, Due: d.Due, Days: int(today - d.Due)}
		if d.CaseID != uuid.Nil {
			id := d.CaseID
			x.CaseID, x.Person = &id, casework.Surname(d.Name)
		}
		items = append(items, x)
	}
	if gone := len(in.Picks) - len(items); gone > 0 {
		wrong.Add("pick", text.NoticePickGone, "Count", gone)
	}
	return items, nil
}

// noticePaper is the paper of a notice.
func noticePaper(ctx context.Context, tx *store.Tx, n *store.Notice, items []store.NoticeItem) (Paper, error) {
	names, err := tx.Units(ctx, "county", "township", "village")
	if err != nil {
		return Paper{}, err
	}
	issuer := int64(0)
	place := map[division.Code]string{}
	for _, u := range names {
		place[u.Division] = u.Name
		if u.Kind == "county" && u.Division == n.Division.County() {
			issuer = u.ID
		}
	}
	sheet := NoticeSheet{Problem: n.Problem, AsOf: n.IssuedOn, Basis: n.Basis, Deadline: n.Deadline}
	for i := range items {
		x := &items[i]
		sheet.Overdue = append(sheet.Overdue, NoticeDuty{What: NoticeItemWords(text.For(text.ZhCN), x), Person: x.Person, Place: place[x.Division], Due: x.Due, Days: x.Days})
	}
	return Paper{ID: n.PaperID, Kind: noticeKind, Issuer: issuer, About: n.ID, Division: n.Division, Recipient: n.Unit, Day: n.IssuedOn, Content: sheet}, nil
}

// NoticeItemWords names a duty of a notice with the month or period it belongs to.
func NoticeItemWords(say *text.Printer, x *store.NoticeItem) string {
	name := say.Of(noticeItemFamily(x.Kind), x.Kind)
	switch {
	case x.Period.IsZero():
		return name
	case x.Kind == string(rehab.ReturnTownship), x.Kind == string(rehab.ReturnSign):
		y, m, _ := x.Period.YMD()
		return say.T(text.NoticeItemOf, "What", name, "Period", say.T(text.NoticeQuarter, "Year", y, "Quarter", (m+2)/3))
	}
	return say.T(text.NoticeItemOf, "What", name, "Period", x.Period.Month())
}

func noticeItemFamily(kind string) text.Family {
	switch {
	case text.Has(text.FamilyObligation, kind):
		return text.FamilyObligation
	case text.Has(text.FamilyOfficeDuty, kind):
		return text.FamilyOfficeDuty
	}
	return text.FamilyNoticeItem
}

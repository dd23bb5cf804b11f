package casework

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// Signing is a kind of decision that can be made for several persons at once.
type Signing string

// The kinds: leaves asked for, absences to be judged, test windows missed by the office, and phases on which the village has given its opinion.
const (
	SignLeaves      Signing = "leave"
	SignAbsences    Signing = "absence"
	SignWindows     Signing = "window"
	SignAssessments Signing = "assessment"
)

// Signings are the kinds in the order in which they are offered.
func Signings() []Signing { return []Signing{SignLeaves, SignAbsences, SignWindows, SignAssessments} }

// action is what deciding one is.
func (k Signing) action() access.Action {
	return map[Signing]access.Action{SignLeaves: access.LeaveDecide, SignAbsences: access.AbsenceDecide, SignWindows: access.WindowDecide, SignAssessments: access.AssessmentDecide}[k]
}

// filter chooses the duties that the kind decides.
func (k Signing) filter() store.SigningFilter {
	yes := true
	switch k {
	case SignLeaves:
		return store.SigningFilter{Kind: string(rehab.DutyLeaveDecision)}
	case SignAbsences:
		return store.SigningFilter{Kind: string(rehab.DutyDecideAbsence)}
	case SignWindows:
		return store.SigningFilter{Kind: string(rehab.DutyResolveMissed), Mark: string(rehab.MarkMissed)}
	}
	return store.SigningFilter{Kind: string(rehab.DutyPhaseAssessment), Prepared: &yes}
}

// MaxSigning is how many decisions one form may hold, and how many a page shows.
const MaxSigning = 100

// SigningDesk is what waits for decisions of one kind, and how many of each.
type SigningDesk struct {
	Lines  []store.SigningLine
	Facts  []store.RecordedFact // what the lines rest on
	Counts map[Signing]int
}

// SigningDesk returns the decisions of a kind that wait for the actor's township, the most urgent first, at most MaxSigning of them.
func (w *Work) SigningDesk(ctx context.Context, actor access.Actor, k Signing, within division.Range) (d SigningDesk, err error) {
	if !actor.May(access.SigningDecide) || !slices.Contains(Signings(), k) {
		return d, fault.ErrNotFound()
	}
	err = w.store.Read(ctx, actor, func(tx *store.Tx) error {
		if d.Counts, err = signingCounts(ctx, tx, w.Today()); err != nil {
			return err
		}
		f := k.filter()
		f.Within, f.Limit = within, MaxSigning
		if d.Lines, err = tx.SigningLines(ctx, f, w.Today()); err != nil {
			return err
		}
		var facts, cases []uuid.UUID
		for _, l := range d.Lines {
			if l.OfFact != nil {
				facts = append(facts, *l.OfFact)
			}
			if k == SignAssessments {
				cases = append(cases, l.CaseID)
			}
		}
		d.Facts, err = tx.SigningFacts(ctx, facts, cases)
		return err
	})
	return d, err
}

// signingCounts says how many decisions of each kind wait.
func signingCounts(ctx context.Context, tx *store.Tx, today date.Date) (map[Signing]int, error) {
	var kinds []string
	for _, k := range Signings() {
		kinds = append(kinds, k.filter().Kind)
	}
	counts, err := tx.SigningCounts(ctx, kinds, today)
	out := map[Signing]int{}
	for _, c := range counts {
		for _, k := range Signings() {
			if k.filter().Chosen(c) {
				out[k] += c.Count
			}
		}
	}
	return out, err
}

// SigningRow is one decision to be made: of is the leave, the absence, the window's month (YYYY-MM) or the phase.
type SigningRow struct {
	Case uuid.UUID
	Of   string
}

// SigningForm makes the same decision on several rows.
type SigningForm struct {
	Kind   Signing
	Key    uuid.UUID // the same form sent twice decides once
	Date   date.Date
	Answer string // leave: yes, no; absence: yes (good cause), no; window: excuse, resolve; assessment: pass, fail
	Reason string
	Rows   []SigningRow
}

// SigningAnswers are the answers that a kind can be given.
func (k Signing) SigningAnswers() []string {
	switch k {
	case SignWindows:
		return []string{"excuse", "resolve"}
	case SignAssessments:
		return []string{string(rehab.Pass), string(rehab.Fail)}
	}
	return []string{"yes", "no"}
}

func (f *SigningForm) check() error {
	var wrong fault.Fields
	if !slices.Contains(f.Kind.SigningAnswers(), f.Answer) {
		wrong.Add("answer", text.ValidChoose)
	}
	if agreed := f.Kind == SignLeaves && f.Answer == "yes"; f.Reason == "" && !agreed {
		wrong.Add("reason", text.ValidReasonRequired)
	}
	if f.Date.IsZero() {
		wrong.Add("date", text.ValidRequired)
	}
	if len(f.Rows) == 0 {
		wrong.Add("", text.SigningNothingTicked)
	}
	if len(f.Rows) > MaxSigning {
		return fault.New(fault.TooLarge, text.SigningTooMany, "Max", MaxSigning)
	}
	return wrong.Err()
}

// SigningOutcome is what became of one row.
type SigningOutcome struct {
	Done    bool
	Already bool  // the same form had decided it before
	Err     error // why nothing of it was recorded
}

// Sign decides the rows in one transaction that holds all their cases. Each row stands by itself: one that cannot be decided keeps none of the others
// from being so. The outcomes stand in the order of the rows.
func (w *Work) Sign(ctx context.Context, actor access.Actor, f SigningForm) ([]SigningOutcome, error) {
	if !slices.Contains(Signings(), f.Kind) || !actor.May(f.Kind.action()) {
		return nil, fault.ErrNotFound()
	}
	if err := f.check(); err != nil {
		return nil, err
	}
	out := make([]SigningOutcome, len(f.Rows))
	var ids []uuid.UUID
	for _, r := range f.Rows {
		ids = append(ids, r.Case)
	}
	err := w.holdAll(ctx, actor, ids, func(tx *store.Tx, folders []*folder) error {
		var changed []*folder
		for i, r := range f.Rows {
			at := slices.IndexFunc(folders, func(x *folder) bool { return x.file.ID == r.Case })
			if at < 0 {
				out[i].Err = fault.ErrNotFound()
				continue
			}
			out[i] = folders[at].sign(actor, &f, r)
			if fault.KindOf(out[i].Err) == fault.Internal && out[i].Err != nil {
				return out[i].Err
			}
			if out[i].Done && !slices.Contains(changed, folders[at]) {
				changed = append(changed, folders[at])
			}
		}
		return saveFolders(ctx, tx, changed...)
	})
	return out, err
}

// sign decides one row in its folder, or leaves it as it was.
func (f *folder) sign(actor access.Actor, s *SigningForm, r SigningRow) (o SigningOutcome) {
	n := len(f.added)
	c, err := f.signing(actor, s, r)
	if err == nil {
		o.Already, err = f.apply(actor, c)
	}
	if err != nil {
		f.takeBack(n)
		return SigningOutcome{Err: err}
	}
	if !o.Already {
		o.Done = true
		f.signOff(c.Action)
	}
	return o
}

// signing is the change that the decision is, as the form of a single one would make it.
func (f *folder) signing(actor access.Actor, s *SigningForm, r SigningRow) (Change, error) {
	form := FactForm{Case: r.Case, Key: derivedKey(s.Key, r.Case.String()+" "+r.Of), Date: s.Date, Said: map[string]any{"of": r.Of, "reason": s.Reason}}
	o := f.open()
	switch s.Kind {
	case SignAbsences:
		form.Said["good_cause"] = s.Answer == "yes"
		return o.decideAbsence(&form)
	case SignLeaves:
		form.Kind, form.Said["agreed"] = rehab.KindLeaveDecision, s.Answer == "yes"
	case SignWindows:
		form.Kind, form.Said = rehab.KindExcuseWindow, map[string]any{"window": r.Of, "reason": s.Reason}
		if s.Answer == "resolve" {
			form.Kind, form.Said = rehab.KindResolution, map[string]any{"of": r.Of, "note": s.Reason}
		}
	case SignAssessments:
		return o.signAssessment(&form, s, r)
	}
	rule := factRules[form.Kind]
	check := factCheck{Opened: &o, FactForm: &form, actor: actor}
	if err := check.run(rule); err != nil {
		return Change{}, err
	}
	body, err := form.body()
	return Change{Case: r.Case, Action: rule.action, Entries: []Entry{{Key: form.Key, Date: form.Date, Body: body}}}, err
}

// signAssessment decides a phase on which the village has given its opinion. Several at once are only decided where they wait for it: a decision that
// replaces another is made on the phase's own page.
func (o *Opened) signAssessment(form *FactForm, s *SigningForm, r SigningRow) (Change, error) {
	entry := Entry{Key: form.Key, Date: form.Date}
	for _, d := range o.Track.Obligations {
		if d.Kind == rehab.DutyPhaseAssessment && d.State != rehab.DutyMet && d.Prepared != "" && r.Of == phaseDigit(d.Phase) {
			entry.Body = &rehab.Assessment{Phase: int(d.Phase), Result: rehab.Grade(s.Answer), Text: s.Reason}
		}
	}
	if known, there := o.Fact(form.Key.String()); there { // the same form again; what it says now is compared with what it said
		if a, ok := known.Body.(*rehab.Assessment); ok {
			entry.Body = &rehab.Assessment{Phase: a.Phase, Result: rehab.Grade(s.Answer), Text: s.Reason}
		}
	}
	if entry.Body == nil {
		return Change{}, fault.New(fault.Invalid, text.SigningNotWaiting)
	}
	return Change{Case: form.Case, Action: access.AssessmentDecide, Entries: []Entry{entry}}, nil
}

func phaseDigit(n rehab.PhaseNumber) string { return string(rune('0' + int(n))) }

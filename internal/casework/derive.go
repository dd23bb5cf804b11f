package casework

import (
	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/ledger"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// derive puts the Track into the rows that lists need, and returns the lines that bring the ledger up to it.
func (f *folder) derive() (store.Derived, []store.RewardEntry, error) {
	lines, holds, err := ledger.Post(f.rewards, f.file.ID, &f.track, f.clock.Today())
	return store.Derived{Summary: f.summary(), Obligations: f.obligations(), Months: f.months(), Access: f.access(), Holds: holds}, lines, err
}

func (f *folder) summary() store.Summary {
	t := &f.track
	s := store.Summary{
		CaseID: f.file.ID, PersonID: f.file.PersonID, ComputedOn: t.Today, RecomputeOn: f.next(), Measure: string(f.file.Measure), Stage: string(t.Stage),
		Answerable: f.answerable(), NextDue: nextDue(t), BreachOpen: t.SeriousBreach != nil && t.SeriousBreach.Open, Moving: t.Change != nil, Strip: strip(t),
	}
	if t.ReportIn != nil {
		s.ReportIn = t.ReportIn.Date
	}
	if t.Term != nil {
		s.TermLastDay = t.Term.LastDay
	}
	s.ExitDay = f.closed()
	if t.Exit == nil && !s.ExitDay.IsZero() {
		s.RecomputeOn = 0 // the screening is over for good
	}
	s.AnsweringSince = f.answeringSince()
	f.summariseChange(&s)
	f.summariseDossier(&s)
	if t.Phase != 0 {
		n := int(t.Phase)
		month, months := phaseMonth(t)
		s.Phase, s.PhaseMonth, s.PhaseMonths = &n, &month, &months
	}
	if last := f.lastTest(); last != nil {
		result := string(last.Body.(*rehab.DrugTest).Result)
		s.LastTest, s.LastTestResult = last.Date, &result
	}
	return s
}

// answeringSince is the day from which the division answerable now has answered: of the person's report-in there, or the case's first.
func (f *folder) answeringSince() date.Date {
	since := f.file.OpenedOn
	for _, x := range f.standing() {
		if b, ok := x.Body.(*rehab.TransferReportIn); ok && x.Date <= f.track.Today && (b.Village.IsZero() || b.Village == f.answerable()) {
			since = max(since, x.Date)
		}
	}
	return since
}

// next is the day on which the case has to be computed again: the one the rules name, or an earlier one of a fact that is not seen yet, as there is
// where a demonstration's day was moved back before it.
func (f *folder) next() date.Date {
	next := f.track.NextFigure()
	for _, x := range f.facts {
		if x.Date > f.track.Today && (next.IsZero() || x.Date < next) {
			next = x.Date
		}
	}
	return next
}

// summariseChange says where the residence change under way stands.
func (f *folder) summariseChange(s *store.Summary) {
	ch := f.track.Change
	if ch == nil {
		return
	}
	step := string(ch.Step)
	s.ChangeStep, s.ChangeFrom, s.ChangeTo, s.ChangeDue = &step, ch.Origin, destination(ch), ch.Due
	for _, id := range []string{ch.Request, ch.Transfer} {
		if x, ok := f.standing()[id]; ok {
			s.ChangeSince = x.Date
			return
		}
	}
}

// closed is the day on which the case ended, or the screening that found the person unfit for the community (ruling 48); no day while it goes on.
func (f *folder) closed() date.Date {
	if f.track.Exit != nil {
		return f.track.Exit.Date
	}
	return f.closedUnfit()
}

// closedUnfit is the day of the screening that found the person unfit, when there never was a case (ruling 48); no day otherwise.
func (f *folder) closedUnfit() date.Date {
	if f.track.Exit != nil || f.track.Stage != rehab.StageToIsolation {
		return 0
	}
	var newest date.Date
	for _, x := range f.standing() {
		if _, ok := x.Body.(*rehab.Screening); ok {
			newest = max(newest, x.Date)
		}
	}
	return newest
}

// nextDue is the earliest last day of a duty not yet met.
func nextDue(t *rehab.Track) date.Date {
	var next date.Date
	for o := range t.Duties() {
		if o.State != rehab.DutyMet && !o.Due.IsZero() && (next.IsZero() || o.Due < next) {
			next = o.Due
		}
	}
	return next
}

// lastTest is the newest test that stands.
func (f *folder) lastTest() *rehab.Fact {
	var last *rehab.Fact
	for id, x := range f.standing() {
		if _, isTest := x.Body.(*rehab.DrugTest); isTest && x.Date <= f.track.Today {
			if last == nil || x.Date > last.Date || (x.Date == last.Date && id > last.ID) {
				last = &x
			}
		}
	}
	return last
}

// standing returns the facts that are not voided, by id.
func (f *folder) standing() map[string]rehab.Fact {
	all := make(map[string]rehab.Fact, len(f.facts)+len(f.added))
	for _, x := range f.facts {
		all[x.ID] = x.Fact
	}
	for _, x := range f.added {
		all[x.ID] = x.Fact
	}
	for id, x := range all {
		if v, ok := x.Body.(*rehab.Void); ok {
			delete(all, v.Of)
			delete(all, id)
		}
	}
	return all
}

func (f *folder) obligations() []store.Obligation {
	var list []store.Obligation
	for o := range f.track.Duties() {
		if o.State == rehab.DutyMet {
			continue
		}
		row := store.Obligation{CaseID: f.file.ID, Seq: len(list) + 1, Kind: string(o.Kind), OwedBy: string(o.OwedBy), Division: o.Division,
			Opens: o.Opens, Due: o.Due, Lapses: o.Lapses, Rule: o.Rule.Text, Article: o.Rule.Article, Prepared: o.Prepared != ""}
		if !o.Month.IsZero() {
			row.Month = o.Month.First()
		}
		if n := int(o.Phase); n != 0 {
			row.Phase = &n
		}
		if id, err := uuid.Parse(o.Of); err == nil {
			row.OfFact = &id
		}
		if row.Division.IsZero() {
			row.Division = f.answerable()
		}
		list = append(list, row)
	}
	return list
}

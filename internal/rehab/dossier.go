package rehab

import "xinsheng/internal/date"

// Slot names one of the 23 places of a dossier (一人一档, DOMAIN §9).
type Slot string

// The slots, in the order of the checklist.
const (
	SlotDecision     Slot = "decision"
	SlotNotification Slot = "notification"
	SlotAgreement    Slot = "agreement"
	SlotRules        Slot = "rules"
	SlotLetters      Slot = "letters"
	SlotBreaches     Slot = "breaches"
	SlotHelpPlan     Slot = "help_plan"
	SlotHome         Slot = "home"
	SlotTestNotices  Slot = "test_notices"
	SlotTestDates    Slot = "test_dates"
	SlotTestRecords  Slot = "test_records"
	SlotActivities   Slot = "activities"
	SlotAid          Slot = "aid"
	SlotTalks        Slot = "talks"
	SlotReports      Slot = "reports"
	SlotAssessments  Slot = "assessments"
	SlotResidence    Slot = "residence"
	SlotLeave        Slot = "leave"
	SlotSuspension   Slot = "suspension"
	SlotResumption   Slot = "resumption"
	SlotTermination  Slot = "termination"
	SlotApproval     Slot = "approval"
	SlotDischarge    Slot = "discharge"
)

// Slots returns the 23 slots in the order of the checklist.
func Slots() []Slot {
	return []Slot{
		SlotDecision, SlotNotification, SlotAgreement, SlotRules, SlotLetters, SlotBreaches, SlotHelpPlan, SlotHome, SlotTestNotices, SlotTestDates,
		SlotTestRecords, SlotActivities, SlotAid, SlotTalks, SlotReports, SlotAssessments, SlotResidence, SlotLeave, SlotSuspension, SlotResumption,
		SlotTermination, SlotApproval, SlotDischarge,
	}
}

// Known reports whether s is one of the slots.
func (s Slot) Known() bool { return oneOf(s, Slots()...) }

// SlotState is how a slot, or one thing that belongs into it, stands on a day.
type SlotState string

// NotNeeded: nothing calls for it yet, and nothing lies there. Needed: called for, its last day not over. Filed: all that is called for lies there.
// Missing: its last day is over, or the case, and it is not there.
const (
	SlotNotNeeded SlotState = "not_needed"
	SlotNeeded    SlotState = "needed"
	SlotFiled     SlotState = "filed"
	SlotMissing   SlotState = "missing"
)

// SlotStates returns every state of a slot.
func SlotStates() []SlotState {
	return []SlotState{SlotMissing, SlotNeeded, SlotFiled, SlotNotNeeded}
}

// Filing is something on file that is no fact itself: a scan put into a slot, a scan of a fact, an issued paper. Voided ones are not handed in.
type Filing struct {
	ID   string
	Slot Slot // where it lies; empty: where its fact lies
	Date date.Date
	Of   string // the fact it is about; empty for none
}

// SlotItem is one thing that belongs into a slot.
type SlotItem struct {
	Duty  Duty // of which duty it is the trace; empty when it is that of none
	State SlotState
	Opens date.Date   // from when it is called for
	Due   date.Date   // last day in time; none where no rule sets one
	By    string      // the fact or filing that is it; empty while none is
	Month date.Month  // of a test, the first month of its window; of a contact
	Phase PhaseNumber // of an assessment, an activity, help given
	Of    string      // the fact it is about; empty for none
}

// DossierSlot is how one slot stands.
type DossierSlot struct {
	Slot    Slot
	State   SlotState
	Since   date.Date  // missing or needed: since when; filed: the newest day in it
	Due     date.Date  // needed: the first last day; none where no rule sets one
	Rule    Cite       // why it is called for
	Items   []SlotItem // what is called for until today, met or not
	Facts   []string   // that lie here, by day
	Filings []string   // that lie here, as they were handed in
	Kept    int        // entries the program keeps by itself: the test dates
}

// Filed is how many things lie in the slot.
func (s *DossierSlot) Filed() int { return len(s.Facts) + len(s.Filings) + s.Kept }

// Open returns the items that are not there, in order.
func (s *DossierSlot) Open() []SlotItem {
	var open []SlotItem
	for _, x := range s.Items {
		if x.By == "" {
			open = append(open, x)
		}
	}
	return open
}

// Dossier is how the file of a person stands on a day.
type Dossier struct {
	Slots []DossierSlot // all 23, in their order
	Next  date.Date     // first later day on which it may change without anything being filed; none: never
}

// Count returns how many slots are in the state.
func (d *Dossier) Count(s SlotState) int {
	n := 0
	for i := range d.Slots {
		if d.Slots[i].State == s {
			n++
		}
	}
	return n
}

// DossierOf says what the dossier of file f holds and lacks; t is what the rules say of the file, filed what lies in it beside the facts
// (docs/adr/2101). A fact fills its slot by itself: the paper is made from it. What the program kept on paper before it was carried in is not asked
// for; what had not fallen due when the case ended neither.
func DossierOf(r Rules, f File, t *Track, filed []Filing) Dossier {
	w := filingWay{computation: computation{rules: r, file: &f, today: t.Today}, next: never}
	w.collect()
	w.see(filed)
	w.start()
	w.suspensions()
	w.term()
	w.reportInDeadline()
	w.track = *t
	w.lay()
	if !noCase(t) {
		w.call()
	}
	for i := range w.slots {
		w.judge(&w.slots[i])
	}
	return Dossier{Slots: w.slots, Next: known(w.next)}
}

// noCase reports whether there is no case in law: only a screening, also one that found the person unfit (ruling 48).
func noCase(t *Track) bool {
	return t.Stage == StageScreening || t.Stage == StageToIsolation && t.Exit == nil
}

// filingWay goes through a file slot by slot.
type filingWay struct {
	computation
	filings []Filing
	slots   []DossierSlot
	next    date.Date
}

func (w *filingWay) slot(s Slot) *DossierSlot { return &w.slots[slotPlace[s]] }

// see takes the filings up to today, a day of the future as little as of facts; what is about a fact that is void has no place.
func (w *filingWay) see(filed []Filing) {
	for _, x := range filed {
		switch {
		case x.Date > w.today:
			w.on(x.Date)
		case x.Of == "" || w.fact(x.Of) != nil:
			w.filings = append(w.filings, x)
		}
	}
}

// lay puts every fact and filing where it belongs.
func (w *filingWay) lay() {
	w.slots = make([]DossierSlot, len(slotCites))
	var at map[string]Slot // where each fact and paper lies, for what belongs to it
	if len(w.filings) > 0 {
		at = make(map[string]Slot, len(w.seen)+len(w.filings))
	}
	for i, s := range Slots() {
		w.slots[i] = DossierSlot{Slot: s, Rule: SlotCite(s, w.file.Measure), State: SlotNotNeeded}
		if s == SlotTestRecords || s == SlotReports || s == SlotTalks { // one a month, the talks with the visits two
			w.slots[i].Items, w.slots[i].Facts = make([]SlotItem, 0, 2*len(w.track.Months)), make([]string, 0, 2*len(w.track.Months))
		}
	}
	for _, x := range w.seen {
		if x.Body.Kind() != KindPaperService {
			w.layFact(x, at, slotsOf(x.Body)...)
		}
	}
	for i := range w.filings {
		x := &w.filings[i]
		if x.Slot == "" {
			x.Slot = at[x.Of]
		}
		if !x.Slot.Known() {
			continue
		}
		to := w.slot(x.Slot)
		to.Filings, to.Since = append(to.Filings, x.ID), max(to.Since, x.Date)
		at[x.ID] = x.Slot
	}
	w.layServices(at)
}

func (w *filingWay) layFact(x *Fact, at map[string]Slot, slots ...Slot) {
	for i, s := range slots {
		to := w.slot(s)
		to.Facts, to.Since = append(to.Facts, x.ID), max(to.Since, x.Date)
		if i == 0 && at != nil {
			at[x.ID] = s
		}
	}
}

// layServices puts each service of a paper where the paper lies, and the scan of its return slip with it.
func (w *filingWay) layServices(at map[string]Slot) {
	for _, x := range w.seen {
		if b, ok := x.Body.(*PaperService); ok {
			s := at[b.Of]
			if s == "" {
				s = slotOfKind[KindPaperService]
			}
			w.layFact(x, at, s)
		}
	}
	for i := range w.filings {
		x := &w.filings[i]
		if f := w.fact(x.Of); x.Slot == "" && f != nil && f.Body.Kind() == KindPaperService {
			x.Slot = at[x.Of]
			to := w.slot(x.Slot)
			to.Filings, to.Since = append(to.Filings, x.ID), max(to.Since, x.Date)
		}
	}
}

// want calls for one thing, unless it opens later; of an ended case unless it had not fallen due by the end. What outlives the end is called for
// after it as well, but is missing only once its own day is over.
func (w *filingWay) want(s Slot, x SlotItem, outlives ...bool) {
	later := len(outlives) > 0
	switch {
	case x.Opens > w.today:
		w.on(x.Opens)
		return
	case x.By != "":
		x.State = SlotFiled
	case w.ended() && !later && x.Due >= w.exitDay:
		return
	case w.ended() && later && x.Due >= w.today:
		w.on(x.Due + 1)
		return
	case w.ended() || !x.Due.IsZero() && w.today > x.Due:
		x.State = SlotMissing
	default:
		x.State = SlotNeeded
		if !x.Due.IsZero() {
			w.on(x.Due + 1)
		}
	}
	to := w.slot(s)
	to.Items = append(to.Items, x)
}

// on notes a later day on which something changes.
func (w *filingWay) on(d date.Date) {
	if d > w.today && d < w.next {
		w.next = d
	}
}

// judge makes the state of a slot from those of its items.
func (w *filingWay) judge(s *DossierSlot) {
	var missing, needed, due date.Date
	for _, x := range s.Items {
		switch x.State {
		case SlotMissing:
			from := w.exitDay
			if !x.Due.IsZero() {
				from = x.Due + 1
			}
			missing = earlier(missing, from)
		case SlotNeeded:
			needed = earlier(needed, x.Opens)
			due = earlier(due, x.Due)
		}
	}
	switch {
	case !missing.IsZero():
		s.State, s.Since = SlotMissing, missing
	case !needed.IsZero():
		s.State, s.Since, s.Due = SlotNeeded, needed, due
	case s.Filed() > 0:
		s.State = SlotFiled
	}
}

// earlier returns the earlier of two days, of which either may be none.
func earlier(a, b date.Date) date.Date {
	if a.IsZero() || !b.IsZero() && b < a {
		return b
	}
	return a
}

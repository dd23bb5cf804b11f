package casework_test

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/testkit"
)

// homes are where the wanderers go: two villages each of the townships of the demo accounts town2 and town3.
var homes = []division.Code{testkit.Near, testkit.Far, division.MustParse("520381001003"), division.MustParse("520381101204")}

var ruleBook = rehab.Rules{Versions: []rehab.Policy{rehab.Chishui()}}

// wanderer is somebody who moves about: every fact was allowed on its day, and the facts are in the order of their days.
type wanderer struct {
	r     *rand.Rand
	file  rehab.File
	steps []casework.Step
}

// wander invents a life from the decision on: requests that are granted, refused and withdrawn, moves that arrive early, late or never, moves to another
// county, suspensions in between, and sometimes an end.
func wander(seed uint64, until date.Date) *wanderer {
	w := &wanderer{r: rand.New(rand.NewPCG(seed, 40)), file: rehab.File{Measure: rehab.Detox, TermMonths: 36}}
	reportIn := date.New(2025, 1, 6).AddDays(w.r.IntN(300))
	for _, b := range []rehab.Body{&rehab.Screening{Conclusion: rehab.Fit}, &rehab.Decision{Place: homes[0]}, &rehab.Service{To: rehab.ToPerson}} {
		w.add(reportIn-5, b)
	}
	if w.r.IntN(4) == 0 { // the decision is addressed anew before the report-in
		w.add(reportIn-2, &rehab.Service{To: rehab.ToTownship})
	}
	w.add(reportIn, &rehab.ReportIn{Village: homes[0]})
	for day := reportIn.AddDays(w.r.IntN(30)); day <= until; day = day.AddDays(w.r.IntN(24)) {
		if b := w.next(day); b != nil {
			w.add(day, b)
		}
	}
	return w
}

func (w *wanderer) add(on date.Date, b rehab.Body) {
	key := uuid.Must(uuid.NewV7())
	y, m, d := on.YMD()
	at := time.Date(y, time.Month(m), d, 10, 0, len(w.steps)%60, 0, clock.Shanghai)
	w.file.Facts = append(w.file.Facts, rehab.Fact{ID: key.String(), Date: on, RecordedAt: at, Body: b})
	action := casework.RecordAction(b.Kind())
	w.steps = append(w.steps, casework.Step{Actor: access.SystemActor(access.AccountSetup), Action: action, At: at, Entry: casework.Entry{Key: key, Date: on, Body: b}})
}

// next is one thing that may be recorded on the day; nil when nothing happens.
func (w *wanderer) next(day date.Date) rehab.Body {
	t := rehab.Compute(ruleBook, w.file, day)
	var can []rehab.Body
	for _, b := range w.bodies(&t) {
		if why, flaw := rehab.Objection(ruleBook, w.file, rehab.Fact{ID: "next", Date: day, Body: b}, day); why == "" && flaw == "" {
			can = append(can, b)
		}
	}
	if len(can) == 0 {
		return nil
	}
	b := can[w.r.IntN(len(can))]
	if end := slices.Contains([]rehab.Kind{rehab.KindTermination, rehab.KindRevocation, rehab.KindTransferReceipt, rehab.KindTransferWithdrawn}, b.Kind()); end && w.r.IntN(3) > 0 {
		return nil
	}
	return b
}

// bodies are what could be tried now, whether or not it may be.
func (w *wanderer) bodies(t *rehab.Track) []rehab.Body {
	yes := w.r.IntN(4) > 0
	to := rehab.Destination(homes[w.r.IntN(len(homes))].String())
	if w.r.IntN(6) == 0 {
		to = rehab.ToOutside("520330")
	}
	all := []rehab.Body{&rehab.DrugTest{Result: rehab.Negative}, &rehab.Suspension{Authority: "administrative_detention"}}
	if to.Code() != t.Answerable {
		all = append(all, &rehab.TransferRequest{To: to, Reason: rehab.Residence})
	}
	if w.r.IntN(12) == 0 {
		all = append(all, &rehab.Termination{Reason: "death"}, &rehab.Revocation{Number: "复议1号", Reason: "事实不清"})
	}
	for _, x := range w.file.Facts {
		if x.Body.Kind() == rehab.KindSuspension {
			all = append(all, &rehab.Resumption{Of: x.ID})
		}
	}
	for _, d := range t.Obligations {
		if d.Kind == rehab.DutyForwardFile && d.State != rehab.DutyMet {
			all = append(all, &rehab.ForwardFile{Of: d.Of})
		}
	}
	if ch := t.Change; ch != nil {
		answer := &rehab.TransferDestination{Of: ch.Request, Agreed: yes, Village: ch.Village}
		if !yes {
			answer.Village = 0
		}
		on := rehab.Destination(ch.Village.String())
		if ch.Out {
			on = ch.To
		}
		all = append(all, &rehab.TransferOrigin{Of: ch.Request, Agreed: yes}, answer, &rehab.TransferPoliceNotified{Of: ch.Request},
			&rehab.Transfer{To: on, Of: ch.Request, Out: ch.Out}, &rehab.TransferReportIn{Of: ch.Transfer, Village: ch.Village},
			&rehab.TransferReceipt{Of: ch.Transfer})
		if of := ch.Transfer; of != "" {
			all = append(all, &rehab.TransferWithdrawn{Of: of, Reason: "本人不去了"})
		} else {
			all = append(all, &rehab.TransferWithdrawn{Of: ch.Request, Reason: "本人不去了"})
		}
	}
	return all
}

// answerable is who answers on a day by the plain reading of ruling 40: where the person last reported in, from that day on; before, the place of decision.
func (w *wanderer) answerable(day date.Date) division.Code {
	at := homes[0]
	for _, x := range w.file.Facts {
		if b, ok := x.Body.(*rehab.TransferReportIn); ok && x.Date <= day {
			at = b.Village
		}
	}
	return at
}

package document

import (
	"xinsheng/internal/casework"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// move is a residence change from its request to its end, in the words of a form. What has not happened is empty.
type move struct {
	From, To     string // where the measure was and will be carried out
	Asked        string
	Why, Note    string
	Origin       step
	Destination  step
	Police       step
	Effective    step
	Due          string // until when the person is to report at the destination
	Arrived      step
	Forwarded    step
	Receipt      step
	Withdrawn    step
	Outside      bool
	request, own string // the facts
}

// step is one step of it: the day and what was said.
type step struct{ Day, Said string }

// standsAlone reports whether a transfer was recorded without a request, so that it has the form itself.
func standsAlone(_ *casework.Opened, f *store.RecordedFact) bool {
	b, ok := f.Body.(*rehab.Transfer)
	return !ok || b.Of == ""
}

// moved gathers the residence change that the paper is about.
func (p *Page) moved() move {
	m := move{From: p.Places.Full(p.answeredBy(p.Fact.Date)), Asked: p.FactDay()}
	switch b := p.Fact.Body.(type) {
	case *rehab.TransferRequest:
		m.request, m.Note = p.Fact.ID, clause(b.Note)
		p.leadsTo(&m, b.To, b.Reason)
	case *rehab.Transfer:
		p.takes(&m, p.Fact, b)
	}
	answers := p.answersTo(m.request)
	for _, f := range answers {
		if b, ok := f.Body.(*rehab.Transfer); ok {
			p.takes(&m, f, b)
		}
	}
	for _, f := range append(answers, p.answersTo(m.own)...) {
		p.answer(&m, f)
	}
	return m
}

// answersTo are the standing facts about another one, by day.
func (p *Page) answersTo(id string) []*store.RecordedFact {
	var out []*store.RecordedFact
	for i := range p.Facts {
		if f := &p.Facts[i]; id != "" && rehab.Reference(f.Body) == id && p.about(f.ID) != nil {
			out = append(out, f)
		}
	}
	return out
}

// answeredBy is the village that answered on a day.
func (p *Page) answeredBy(d date.Date) division.Code { return p.on(d).Answerable }

func (p *Page) leadsTo(m *move, to rehab.Destination, why rehab.ChangeReason) {
	m.Outside = to.Outside()
	if m.To = to.Unit(); m.To == "" && !to.Code().IsZero() {
		m.To = p.Places.Full(to.Code())
	}
	if why != "" {
		m.Why = p.Of(text.FamilyTransferReason, string(why))
	}
}

// takes reads the transfer, which sets the day of effect and the village; of one without a request it says why, too.
func (p *Page) takes(m *move, f *store.RecordedFact, b *rehab.Transfer) {
	m.own, m.Effective = f.ID, step{p.Date(f.Date), ended(b.Note)}
	p.leadsTo(m, b.To, b.Reason)
	if d := p.on(f.Date).Deadlines.TransferReportIn; !d.IsZero() {
		m.Due = p.Date(d)
	}
}

// answer puts one fact about the change in its place. The newest of a kind counts.
func (p *Page) answer(m *move, f *store.RecordedFact) {
	day := p.Date(f.Date)
	switch b := f.Body.(type) {
	case *rehab.TransferOrigin:
		m.Origin = step{day, agreed(b.Agreed, b.Reason)}
	case *rehab.TransferDestination:
		m.Destination = step{day, agreed(b.Agreed, b.Reason)}
		if b.Agreed && !b.Village.IsZero() {
			m.Destination.Said += "由" + p.Places.Full(b.Village) + "接收。"
		}
	case *rehab.TransferPoliceNotified:
		m.Police = step{day, ended(b.Note)}
	case *rehab.TransferReportIn:
		m.Arrived = step{Day: day}
		if !b.Village.IsZero() {
			m.Arrived.Said = p.Places.Full(b.Village)
		}
	case *rehab.ForwardFile:
		m.Forwarded = step{day, ended(b.Note)}
	case *rehab.TransferReceipt:
		m.Receipt = step{day, clause(b.Number)}
	case *rehab.TransferWithdrawn:
		m.Withdrawn = step{day, ended(b.Reason)}
	}
}

// because is why the place moves: 居住地变化。随父母迁居.
func because(m move) string {
	if m.Why == "" {
		return ended(m.Note)
	}
	return m.Why + "。" + ended(m.Note)
}

// receiptOf is what another county answered with: its receipt.
func receiptOf(m move) step {
	switch {
	case m.Receipt.Day != "" && m.Receipt.Said != "":
		return step{m.Receipt.Day, "已接收，回执编号：" + m.Receipt.Said + "。"}
	case m.Receipt.Day != "":
		return step{m.Receipt.Day, "已接收，回执已收到。"}
	}
	return m.Destination
}

// told is that the police of both places know, with what was noted of it.
func told(m move) step {
	if m.Police.Day == "" {
		return m.Police
	}
	return step{m.Police.Day, "已通知迁出地、迁入地公安机关。" + m.Police.Said}
}

// takesEffect says from when the place is another one and until when the person is to report there, or leaves room for it.
func takesEffect(m move) string {
	switch {
	case m.Effective.Day == "":
		return "自　　　　年　　月　　日起变更执行地。"
	case m.Due == "":
		return "自" + m.Effective.Day + "起变更执行地。" + m.Effective.Said
	}
	return "自" + m.Effective.Day + "起变更执行地，本人应当于" + m.Due + "前到新执行地报到。" + m.Effective.Said
}

package casework

import (
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// twoServers is how many persons serve a paper that somebody does not sign for (公安机关办理行政案件程序规定 36).
const twoServers = 2

// Served is one service of a paper, by whichever kind of fact it was recorded.
type Served struct {
	Fact     store.RecordedFact
	To       string // value of the family paper_to
	How      rehab.PaperManner
	Refused  bool
	Receiver string
	Relation string
	Witness  string
	Place    string
	ServedBy []string
	Note     string
}

// ServedOf returns the services of a paper that stand, by day: the decision's and the discharge notice's by their own kinds of fact.
func (o *Opened) ServedOf(paper uuid.UUID, kind string) []Served {
	var out []Served
	voided := o.Voided()
	for _, f := range o.Facts {
		if _, void := voided[f.ID]; void {
			continue
		}
		if s, ok := serviceOf(paper.String(), ServiceKind(kind), f); ok {
			out = append(out, s)
		}
	}
	return out
}

// serviceOf reads a fact as a service of the paper; false when it is none.
func serviceOf(paper string, by rehab.Kind, f store.RecordedFact) (Served, bool) {
	switch b := f.Body.(type) {
	case *rehab.Service:
		return handed(f, string(b.To), b.How, b.Receiver, b.Relation, b.ServedBy), by == rehab.KindService
	case *rehab.DischargeService:
		return handed(f, string(b.To), b.How, b.Receiver, b.Relation, b.ServedBy), by == rehab.KindDischargeService
	case *rehab.PaperService:
		return Served{Fact: f, To: string(b.To), How: b.Manner(), Refused: b.Refused, Receiver: b.Receiver, Relation: b.Relation, Witness: b.Witness, Place: b.Place,
			ServedBy: b.ServedBy, Note: b.Note}, b.Of == paper
	}
	return Served{}, false
}

func handed(f store.RecordedFact, to string, how rehab.Manner, receiver, relation, by string) Served {
	s := Served{Fact: f, To: to, How: rehab.PaperManner(how), Receiver: receiver, Relation: relation}
	if how == "" {
		s.How = rehab.ByHand
	}
	if s.How == rehab.ByLeave { // their forms ask for the witness in the receiver's place
		s.Receiver, s.Witness = "", receiver
	}
	if by != "" {
		s.ServedBy = []string{by}
	}
	return s
}

// ServiceKind is the kind of fact that records the service of a kind of paper.
func ServiceKind(paper string) rehab.Kind {
	switch paper {
	case decisionPaper(rehab.Detox), decisionPaper(rehab.Rehab):
		return rehab.KindService
	case "discharge":
		return rehab.KindDischargeService
	}
	return rehab.KindPaperService
}

// servable are the papers whose service is recorded by paper_service: those that stand, the newest first.
func (o *Opened) servable() []Referable {
	var list []Referable
	for i := range slices.Backward(o.Papers) {
		if p := &o.Papers[i]; !p.Voided && ServiceKind(p.Kind) == rehab.KindPaperService {
			list = append(list, Referable{Of: p.ID.String(), Paper: p})
		}
	}
	return list
}

// toServe are the kinds of paper that are written to be served; the others are forms and records, which can be served but need not be.
var toServe = []string{"admonition", "warning", "test_notice", "test_report", "suspension_statement", "resumption_statement", "termination_statement"}

// Unserved reports whether a letter waits to be served: one that stands and was served on nobody.
func (o *Opened) Unserved() bool {
	return slices.ContainsFunc(o.servable(), func(r Referable) bool {
		return slices.Contains(toServe, r.Paper.Kind) && len(o.ServedOf(r.Paper.ID, r.Paper.Kind)) == 0
	})
}

func (o *Opened) paper(id string) *store.PaperHead {
	if i := slices.IndexFunc(o.Papers, func(p store.PaperHead) bool { return p.ID.String() == id }); i >= 0 {
		return &o.Papers[i]
	}
	return nil
}

// knowPaper adds the number of the paper that is served.
func knowPaper(o *Opened, f *FactForm) {
	delete(f.Said, "number")
	if p := o.paper(f.text("of")); p != nil {
		f.Said["number"] = p.Number
	}
}

// notServable says why the paper that a form names cannot be served by it.
func (c *factCheck) notServable(of string) text.Key {
	switch p := c.paper(of); {
	case p == nil:
		return text.ValidNotAnOption
	case p.Voided:
		return text.PaperserviceVoided
	case ServiceKind(p.Kind) == rehab.KindService:
		return text.PaperserviceDecision
	}
	return text.PaperserviceDischarge
}

// checkPaperService: nobody is served a paper twice, whoever takes it for another is named, and what nobody signs for has two who serve it and a witness.
func checkPaperService(c *factCheck) {
	to, how, refused := rehab.PaperReceiver(c.text("to")), rehab.PaperManner(c.text("how")), c.Said["refused"] == true
	if p := c.paper(c.text("of")); p != nil && to != "" {
		for _, s := range c.ServedOf(p.ID, p.Kind) {
			if s.To == string(to) && (to != rehab.ServedOther || s.Receiver == c.text("receiver")) {
				c.wrong.Add("to", text.RecordServedAlready)
				break
			}
		}
	}
	if refused && (how == rehab.ByPost || how == rehab.ByNotice) {
		c.wrong.Add("refused", text.PaperserviceNotRefused)
	}
	if to == rehab.ServedOther || to == rehab.ServedFamily && how == rehab.ByHand {
		c.needs("receiver", "relation")
	}
	if refused || how == rehab.ByLeave {
		c.needs("witness")
		if names, _ := c.Said["served_by"].([]string); len(names) > 0 && len(names) < twoServers {
			c.wrong.Add("served_by", text.PaperserviceTwo)
		}
	}
	if how == rehab.ByNotice || how == rehab.ByPost {
		c.needs("note")
	}
}

// needs notes which of the fields are not filled.
func (c *factCheck) needs(fields ...string) {
	for _, field := range fields {
		if !c.says(field) {
			c.wrong.Add(field, text.ValidRequired)
		}
	}
}

// PapersAbout returns the papers about a fact that stand, the oldest first.
func (o *Opened) PapersAbout(fact string) []store.PaperHead {
	id, err := uuid.Parse(fact)
	if err != nil {
		return nil
	}
	var out []store.PaperHead
	for _, p := range o.Papers {
		if !p.Voided && p.FactID != nil && *p.FactID == id {
			out = append(out, p)
		}
	}
	return out
}

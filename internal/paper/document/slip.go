package document

import (
	"bytes"
	"context"
	"strings"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// slip is the return slip (送达回证) of one service of a paper; before the service what happened is nil and the slip is left to be filled in by hand.
type slip struct {
	Source
	Kind     string
	happened *casework.Served
	open     bool // on whom is left to be filled in too
}

// WriteSlips renders the return slips of a paper of the kind, one for each service; without any, one to be filled in when it is served on the person, and
// if empty on whomever. src carries the office that issued the paper and its number. A slip is no paper of its own: it has no number and is not kept.
func WriteSlips(ctx context.Context, kind Kind, src Source, served []casework.Served, empty bool) ([]byte, error) {
	slips := []slip{{Source: src, Kind: string(kind), open: empty}}
	if empty {
		served = nil
	}
	if len(served) > 0 {
		slips = slips[:0]
	}
	for i := range served {
		slips = append(slips, slip{Source: src, Kind: string(kind), happened: &served[i]})
	}
	var out bytes.Buffer
	for i := range slips {
		if err := Slip(&slips[i]).Render(ctx, &out); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

func (s *slip) title() string { return han.Of(text.FamilyPaperKind, s.Kind) }

func (s *slip) measure() string { return han.Of(text.FamilyMeasure, string(s.Case.Measure)) }

// receiver is on whom the paper was served.
func (s *slip) receiver() string {
	h := s.happened
	switch {
	case s.open:
		return ""
	case h == nil, h.To == string(rehab.ServedPerson):
		return s.Person.Name
	case h.Receiver != "":
		return h.Receiver
	case h.To == string(rehab.ToTownship):
		return OfficeHan(s.Places, s.Case.Place)
	}
	return han.Of(text.FamilyPaperTo, h.To)
}

// relation is how whoever took the paper is related to the person, empty of the person.
func (s *slip) relation() string {
	if s.happened == nil {
		return ""
	}
	return s.happened.Relation
}

// taker is who took the paper in the person's stead.
func (s *slip) taker() string {
	if h := s.happened; h != nil && h.To == string(rehab.ServedPerson) && h.Receiver != s.Person.Name {
		return h.Receiver
	}
	return ""
}

// signed says whether the receiver signed: the name, or nothing where that was refused or nobody could.
func (s *slip) signed() string {
	h := s.happened
	if h == nil || h.Refused || h.How != rehab.ByHand || s.taker() != "" {
		return ""
	}
	return s.receiver()
}

func (s *slip) day() string {
	if s.happened == nil {
		return "　　　　年　　月　　日　　时"
	}
	return han.Date(s.happened.Fact.Date)
}

// why is what is to be said of a service that nobody signed for.
func (s *slip) why() string {
	h := s.happened
	if h == nil {
		return ""
	}
	var out []string
	if h.Refused {
		out = append(out, "受送达人拒绝签收")
	}
	if h.How == rehab.ByLeave {
		out = append(out, "文书留置于受送达人的住所")
	}
	if note := strings.TrimRight(strings.TrimSpace(h.Note), "。"); note != "" {
		out = append(out, note)
	}
	if len(out) == 0 {
		return "无"
	}
	return strings.Join(out, "；") + "。"
}

func (s *slip) place() string {
	if s.happened == nil {
		return ""
	}
	return s.happened.Place
}

func (s *slip) witness() string {
	if s.happened == nil {
		return ""
	}
	return s.happened.Witness
}

func (s *slip) servers() string {
	if s.happened == nil {
		return ""
	}
	return strings.Join(s.happened.ServedBy, "、")
}

// manners are the ways to serve a paper, with a mark at the one that was taken.
func (s *slip) manners() string {
	var out []string
	for _, m := range []rehab.PaperManner{rehab.ByHand, rehab.ByLeave, rehab.ByPost, rehab.ByNotice} {
		box := "□"
		if s.happened != nil && s.happened.How == m {
			box = "☑"
		}
		out = append(out, box+han.Of(text.FamilyPaperHow, string(m)))
	}
	return strings.Join(out, "　")
}

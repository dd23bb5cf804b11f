package server

import (
	"cmp"
	"context"
	"strings"

	"xinsheng/internal/clock"
	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// factPrinter puts facts of one case into words.
type factPrinter struct {
	ctx  context.Context
	g    *gazetteer
	find func(id string) (store.RecordedFact, bool)
	href func(store.RecordedFact) string // address of another fact of the case; nil: no links
}

// factSaid is what a kind of fact says of itself.
type factSaid struct {
	title, strong string
	tone          components.Tone
	icon          icon.Name
	parts         []string
	links         []components.Link
}

// view returns the fact as the timeline shows it, with who recorded it and when.
func (p factPrinter) view(f store.RecordedFact) components.FactView {
	s := p.say(f)
	v := components.FactView{
		ID: factAnchor(f.ID), Date: text.Date(p.ctx, f.Date), ISO: f.Date.String(), Icon: s.icon, Tone: s.tone,
		Title: s.title, Strong: s.strong, Note: strings.Join(s.parts, text.T(p.ctx, text.FactSeparator)), By: p.recorded(f), Links: s.links,
	}
	if s.strong != "" {
		v.Title += " ·"
	}
	return v
}

// short returns the fact in a few words: 2026年10月14日 吸毒检测 阳性.
func (p factPrinter) short(f store.RecordedFact) string {
	s := p.say(f)
	return strings.TrimSpace(text.Date(p.ctx, f.Date) + " " + s.title + " " + s.strong)
}

// link is short with the address of the fact; no words for a fact that is not in the case.
func (p factPrinter) link(id string) components.Link {
	f, ok := p.find(id)
	if !ok {
		return components.Link{}
	}
	l := components.Link{Words: p.short(f)}
	if p.href != nil {
		l.Href = p.href(f)
	}
	return l
}

// briefly is links by day and outcome alone, for where the kind of fact is clear: 2026年9月12日 拒检.
func (p factPrinter) briefly(ids ...string) []components.Link {
	var out []components.Link
	for _, id := range ids {
		if f, ok := p.find(id); ok {
			s, l := p.say(f), p.link(id)
			l.Words = text.Date(p.ctx, f.Date) + " " + cmp.Or(s.strong, s.title)
			out = append(out, l)
		}
	}
	return out
}

// links are the facts with the ids, those that are in the case.
func (p factPrinter) links(ids ...string) []components.Link {
	var out []components.Link
	for _, id := range ids {
		if l := p.link(id); l.Words != "" {
			out = append(out, l)
		}
	}
	return out
}

func factAnchor(id string) string { return "f-" + id }

// say asks the kind's own words; every kind has some (fact_words_test.go).
func (p factPrinter) say(f store.RecordedFact) factSaid {
	kind := f.Body.Kind()
	s := factSaid{title: text.Of(p.ctx, text.FamilyFact, kind), icon: factIcons[kind]}
	for _, words := range []func(*factSaid, rehab.Body) bool{p.sayIntake, p.sayHelp, p.sayRound, p.sayLeave, p.sayBreach, p.sayPolice, p.sayMove, p.sayEnd, p.sayPaper} {
		if words(&s, f.Body) {
			break
		}
	}
	if of := rehab.Reference(f.Body); of != "" && kind != rehab.KindVoid {
		s.links = append(s.links, p.about(of))
	}
	return s
}

// about names what a fact refers to: another fact, a window or the serious breach.
func (p factPrinter) about(of string) components.Link {
	l := p.link(of)
	if of == rehab.AboutSeriousBreach {
		l.Words = text.T(p.ctx, text.FactSeriousBreach)
	}
	if m, err := date.ParseMonth(of); err == nil {
		l.Words = text.T(p.ctx, text.FactWindowOf, "Month", m)
	}
	if l.Words == "" {
		return l
	}
	l.Words = text.T(p.ctx, text.FactAbout, "What", l.Words)
	return l
}

// part adds a detail under its name, when there is one.
func (p factPrinter) part(s *factSaid, name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		s.parts = append(s.parts, text.T(p.ctx, text.FactPart, "Name", text.Of(p.ctx, text.FamilyFactPart, name), "Value", strings.TrimRight(value, "。.；;")))
	}
}

func (p factPrinter) place(s *factSaid, name string, c division.Code) {
	if !c.IsZero() {
		p.part(s, name, p.g.Full(c))
	}
}

// recorded says who entered the fact and how long after its day.
func (p factPrinter) recorded(f store.RecordedFact) string {
	if f.RecordedAt.IsZero() {
		return f.Recorder
	}
	day := date.Of(f.RecordedAt.In(clock.Shanghai))
	switch late := int(day - f.Date); {
	case late <= 0:
		return text.T(p.ctx, text.FactEnteredSameDay, "Name", f.Recorder)
	case day.Year() == f.Date.Year():
		return text.T(p.ctx, text.FactEnteredLater, "Name", f.Recorder, "Day", text.ShortDate(p.ctx, day), "Count", late)
	default:
		return text.T(p.ctx, text.FactEnteredLater, "Name", f.Recorder, "Day", text.Date(p.ctx, day), "Count", late)
	}
}

// factIcons are the icons of the kinds, by what they are about.
var factIcons = map[rehab.Kind]icon.Name{
	rehab.KindScreening: icon.Stethoscope, rehab.KindDecision: icon.Gavel, rehab.KindService: icon.Send, rehab.KindReportIn: icon.UserPlus,
	rehab.KindGoodCause: icon.Scale, rehab.KindMovedIn: icon.House, rehab.KindCarriedIn: icon.FolderOpen, rehab.KindAgreement: icon.Handshake,
	rehab.KindWorkingGroup: icon.Users, rehab.KindHelpPlan: icon.HandHelping, rehab.KindTest: icon.TestTube, rehab.KindLabResult: icon.TestTubes,
	rehab.KindTestDetails: icon.TestTube, rehab.KindObjection: icon.Scale,
	rehab.KindRecheckResult: icon.TestTubes, rehab.KindExcuseWindow: icon.CircleDashed, rehab.KindResolution: icon.ClipboardCheck,
	rehab.KindContact: icon.MessageCircle, rehab.KindRisk: icon.ShieldAlert, rehab.KindLeave: icon.Plane, rehab.KindLeaveDecision: icon.Plane,
	rehab.KindLeaveExtension: icon.Plane, rehab.KindLeaveExtensionRequest: icon.Plane, rehab.KindLeaveExtensionRefusal: icon.Plane, rehab.KindLeaveReturn: icon.Plane, rehab.KindDeparture: icon.Flag, rehab.KindDepartureReturn: icon.Undo2,
	rehab.KindAdmonition: icon.FileText, rehab.KindWarning: icon.TriangleAlert, rehab.KindPoliceReport: icon.ShieldAlert, rehab.KindRefusal: icon.Ban,
	rehab.KindPoliceOutcome: icon.Gavel, rehab.KindExemption: icon.Shield, rehab.KindLostContact: icon.EyeOff, rehab.KindContactRestored: icon.Eye,
	rehab.KindSuspension: icon.CirclePause, rehab.KindResumption: icon.CirclePlay, rehab.KindTransferRequest: icon.ArrowLeftRight,
	rehab.KindTransferOrigin: icon.ArrowLeftRight, rehab.KindTransferDestination: icon.ArrowLeftRight, rehab.KindTransferPoliceNotified: icon.Send,
	rehab.KindTransfer: icon.ArrowLeftRight, rehab.KindTransferReportIn: icon.MapPin, rehab.KindTransferReceipt: icon.FileCheck,
	rehab.KindTransferWithdrawn: icon.Undo2, rehab.KindForwardFile: icon.FolderOpen, rehab.KindPhaseOpinion: icon.NotebookPen,
	rehab.KindAssessment: icon.ClipboardCheck, rehab.KindFinalAssessment: icon.ClipboardCheck, rehab.KindFileToPolice: icon.FolderOpen,
	rehab.KindDischarge: icon.CircleCheck, rehab.KindDischargeService: icon.Send, rehab.KindDischargeNotified: icon.Send, rehab.KindTermination: icon.CircleX, rehab.KindIsolation: icon.Gavel,
	rehab.KindRevocation: icon.CircleX, rehab.KindReturned: icon.Undo2, rehab.KindPaperService: icon.Send, rehab.KindVoid: icon.Ban,
}

// contactIcons tell the three contacts apart.
var contactIcons = map[rehab.ContactType]icon.Name{rehab.Report: icon.FileText, rehab.Talk: icon.MessageCircle, rehab.Visit: icon.Footprints}

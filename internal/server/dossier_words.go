package server

import (
	"net/url"
	"strconv"
	"strings"

	"xinsheng/internal/access"
	"xinsheng/internal/paper"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	"xinsheng/web/icon"
)

// lackWords names one thing that is lacking, and who is to see to it when that is somebody else.
func (v *dossierView) lackWords(s rehab.Slot, x *rehab.SlotItem) string {
	words := v.itemWords(s, x)
	if x.Duty == "" || mayDuty(v.actor, x.Duty) {
		return words
	}
	return v.t(text.DossierItemBy, "What", words, "Who", text.Of(v.ctx, text.FamilySlotOwner, rehab.DebtorOf(x.Duty)))
}

// itemWords names one thing that belongs into a slot: 2026年4月 谈话.
func (v *dossierView) itemWords(s rehab.Slot, x *rehab.SlotItem) string {
	if x.Duty != "" {
		name := text.Of(v.ctx, text.FamilyObligation, x.Duty)
		switch {
		case x.Duty == rehab.DutyPhaseAssessment:
			return v.words.phased(int(x.Phase), text.FactAssessmentOf, name)
		case !x.Month.IsZero():
			return v.t(text.DossierItemMonth, "Month", x.Month, "What", name)
		}
		return name
	}
	switch s {
	case rehab.SlotDecision:
		return v.t(text.DossierItemDecision)
	case rehab.SlotLetters:
		return v.t(text.DossierItemLetter)
	case rehab.SlotTestNotices:
		return v.t(text.DossierItemNotice, "Day", x.Opens)
	case rehab.SlotActivities, rehab.SlotAid:
		return v.t(text.DossierItemPhase, "Phase", text.Of(v.ctx, text.FamilyPhaseName, strconv.Itoa(int(x.Phase))))
	case rehab.SlotSuspension, rehab.SlotResumption, rehab.SlotTermination:
		return v.t(text.DossierItemPaper, "Fact", v.words.link(x.Of).Words)
	}
	return text.Of(v.ctx, text.FamilySlot, s)
}

// itemState says until when a thing is to be filed, or since when it is missing.
func (v *dossierView) itemState(x *rehab.SlotItem) components.MarkView {
	if x.State == rehab.SlotMissing && x.Due.IsZero() {
		return v.slotMark(x.State)
	}
	return v.dueMark(x.Due)
}

// itemForm is the address of the form that makes what is lacking, from which one comes back to where; "" where there is none for this actor.
func (v *dossierView) itemForm(s rehab.Slot, x *rehab.SlotItem, where string) string {
	path, outlives := "", outlivesEnd[x.Duty]
	switch {
	case s == rehab.SlotDischarge && (x.Duty == rehab.DutyServePerson || x.Duty == rehab.DutyServeFamily):
		if v.actor.May(access.DischargeRecord) {
			path, outlives = recordPath(rehab.KindDischargeService, v.id()), true
		}
	case x.Duty != "":
		if !mayDuty(v.actor, x.Duty) {
			return ""
		}
		o := rehab.Obligation{Kind: x.Duty, Of: x.Of, Month: x.Month, Phase: x.Phase, Due: x.Due, State: rehab.DutyOpen}
		if x.State == rehab.SlotMissing {
			o.State = rehab.DutyOverdue
		}
		path = withOf(dutyPath(x.Duty, v.id()), &o)
	case s == rehab.SlotLetters:
		path = breachPath(v.id())
	case s == rehab.SlotAid && v.actor.May(access.ContactRecord):
		path = formPath(visitForm, v.id())
	}
	if path == "" || !v.answers() || v.track().Stage.Ended() && !outlives {
		return ""
	}
	return path + sign(path) + url.Values{backField: {where}}.Encode()
}

// slotPapers are the kinds of paper that fill a slot by themselves.
var slotPapers = map[rehab.Slot][]document.Kind{
	rehab.SlotRules: {"rules_notice"}, rehab.SlotTestNotices: {"test_notice"}, rehab.SlotSuspension: {"suspension_statement"},
	rehab.SlotResumption: {"resumption_statement"}, rehab.SlotTermination: {"termination_statement"},
}

// paperForm is where the actor issues the paper that fills a slot; "" where there is none, or not by them.
func (v *dossierView) paperForm(s rehab.Slot) string {
	for _, kind := range slotPapers[s] {
		spec, ok := document.SpecOf(kind)
		if !ok || !paper.MayIssue(v.actor, &spec, &v.page.Opened) || spec.Applies != nil && !spec.Applies(&v.page.Opened) {
			continue
		}
		if len(spec.Of) == 0 {
			return paperWritePath(v.id(), kind, "")
		}
		for _, f := range spec.Subjects(&v.page.Opened) {
			return paperWritePath(v.id(), kind, f.ID)
		}
	}
	return ""
}

// outlivesEnd are the duties whose forms an ended case still has.
var outlivesEnd = map[rehab.Duty]bool{rehab.DutyNotifyTownshipDischarge: true, rehab.DutyPhaseAssessment: true, rehab.DutyForwardFile: true}

func sign(path string) string {
	if strings.Contains(path, "?") {
		return "&"
	}
	return "?"
}

// answers reports whether the case is this actor's to work on: the police, and the office that answers for it.
func (v *dossierView) answers() bool { return v.actor.Role.Police() || v.actor.Sees(v.page.Answers()) }

// mayScan reports whether the actor may file scans in the slot.
func (v *dossierView) mayScan(s rehab.Slot) bool { return s.TakesScans() && v.page.CanAttach(v.actor) }

// button is what fills the first thing that a slot lacks.
func (v *dossierView) button(s *rehab.DossierSlot) components.ButtonView {
	open := s.Open()
	for i := range open {
		if path := v.itemForm(s.Slot, &open[i], v.here); path != "" {
			return components.ButtonView{Label: v.t(text.DossierPrepare), Small: true, Weight: components.Outline, Href: path}
		}
	}
	if path := v.paperForm(s.Slot); len(open) > 0 && path != "" && s.Slot != rehab.SlotTestNotices {
		return components.ButtonView{Label: v.t(text.DossierIssue), Icon: icon.FileText, Small: true, Weight: components.Outline, Href: path}
	}
	if len(open) > 0 && v.mayScan(s.Slot) {
		return components.ButtonView{Label: v.t(text.DossierScan), Icon: icon.Paperclip, Small: true, Weight: components.Outline, Href: slotPath(v.id(), s.Slot) + "#add"}
	}
	return components.ButtonView{}
}

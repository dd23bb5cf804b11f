package server

import (
	"context"
	"slices"

	"xinsheng/internal/access"
	"xinsheng/internal/casework"
	"xinsheng/internal/division"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
	"xinsheng/web/components"
	pages "xinsheng/web/pages/transfer"
)

// transferForms are the forms of the steps that this actor may take now.
func (s *Server) transferForms(ctx context.Context, g *gazetteer, actor access.Actor, o *casework.Opened) []pages.FormView {
	var out []pages.FormView
	steps := transferStepForms()
	today := s.Clock.Today().String()
	for _, kind := range o.StepsFor(actor) {
		step, ok := steps[kind]
		if !ok {
			continue
		}
		f := pages.FormView{ID: string(kind), Title: text.T(ctx, step.title), Action: transferPath(o.Case.ID) + "/" + step.path, Key: NewFormKey(), Date: today, Today: today}
		if step.hint != "" {
			f.Hint = text.T(ctx, step.hint)
		} else if kind == rehab.KindTransfer && readdressing(o) && !o.Track.Change.Out {
			f.Hint = text.T(ctx, text.TransferEffectiveBefore)
		}
		if step.more != nil {
			step.more(&f, g, actor, o)
		}
		out = append(out, f)
	}
	return out
}

// transferStepForm is how a step is asked for.
type transferStepForm struct {
	path  string // last part of the address it is sent to
	title text.Key
	hint  text.Key // empty: none
	more  func(*pages.FormView, *gazetteer, access.Actor, *casework.Opened)
}

// transferStepForms are the steps by the fact that takes them.
func transferStepForms() map[rehab.Kind]transferStepForm {
	return map[rehab.Kind]transferStepForm{
		rehab.KindTransferRequest: {path: "request", title: text.TransferFormRequest, more: func(f *pages.FormView, g *gazetteer, a access.Actor, o *casework.Opened) {
			f.Where, f.Why, f.Field, f.To = "in", true, "to", villagesBut(g, countyOf(a), o.Answers())
		}},
		rehab.KindTransferOrigin: {path: "origin", title: text.TransferFormOrigin, hint: text.TransferRefuseHint, more: func(f *pages.FormView, _ *gazetteer, _ access.Actor, _ *casework.Opened) {
			f.Answer = true
		}},
		rehab.KindTransferDestination: {path: "destination", title: text.TransferFormDestination, hint: text.TransferRefuseHint, more: func(f *pages.FormView, g *gazetteer, _ access.Actor, o *casework.Opened) {
			to := o.Track.Change.To.Code()
			f.Answer, f.Field, f.To = true, "village", villagesBut(g, division.ScopeOf(to.Township()), o.Answers())
			if to.IsVillage() {
				f.Village = to.String()
			}
		}},
		rehab.KindTransferPoliceNotified: {path: "police", title: text.TransferFormPolice},
		rehab.KindTransfer:               {path: "effective", title: text.TransferFormEffective},
		rehab.KindTransferReportIn:       {path: "report-in", title: text.TransferFormReportIn, hint: text.TransferReportInHint},
		rehab.KindForwardFile:            {path: "forward", title: text.TransferFormForward, hint: text.TransferForwardHint},
		rehab.KindTransferReceipt: {title: text.TransferFormReceipt, hint: text.TransferReceiptHint, more: func(f *pages.FormView, _ *gazetteer, _ access.Actor, o *casework.Opened) {
			f.Elsewhere = recordPath(rehab.KindTransferReceipt, o.Case.ID)
		}},
		rehab.KindTransferWithdrawn: {path: "withdraw", title: text.TransferFormWithdraw, hint: text.TransferWithdrawHint, more: func(f *pages.FormView, _ *gazetteer, _ access.Actor, _ *casework.Opened) {
			f.Folded, f.Reason = true, true
		}},
	}

}

// countyOf is the whole county the actor works in: a residence change may lead anywhere in it.
func countyOf(a access.Actor) division.Scope { return division.ScopeOf(a.Division.County()) }

// villagesBut are the villages a person can move to: all of scope but the one that answers now.
func villagesBut(g *gazetteer, scope division.Scope, here division.Code) []components.Option {
	return slices.DeleteFunc(g.Villages(scope), func(o components.Option) bool { return o.Value == here.String() })
}

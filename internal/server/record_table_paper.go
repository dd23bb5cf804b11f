package server

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// paperForms are about the papers of a case.
func paperForms() []*recordForm {
	return []*recordForm{{kind: rehab.KindPaperService, after: paperServedAfter, parts: []recordPart{
		{fields: []recordField{fieldOf,
			{name: "to", as: askChoice, family: text.FamilyPaperTo, options: []string{"person", "family", "other"}}, fieldDate,
			{name: "how", as: askChoice, family: text.FamilyPaperHow, options: []string{"direct", "left", "post", "notice"}, start: always("direct")},
			{name: "refused", as: askYesNo, family: text.FamilyRecordRefused, depends: true, start: always("no")}}},
		{side: true, fields: []recordField{
			{name: "receiver", as: askLine, limit: 60, depends: true, hint: text.PaperserviceReceiverHint}, {name: "relation", as: askLine, limit: 20, depends: true}}},
		{fields: []recordField{
			{name: "served_by", as: askNames, start: nameOfActor, hint: text.PaperserviceTwoHint}, {name: "witness", as: askLine, limit: 60, depends: true, hint: text.PaperserviceWitnessHint},
			{name: "place", as: askLine}, {name: "note", as: askArea, limit: 500, depends: true, hint: text.PaperserviceNoteHint}}},
	}}}
}

// paperServedAfter leads back to the paper that was served.
func paperServedAfter(ctx context.Context, in *casework.FactForm, _ *casework.Recorded) (string, text.Key, []any) {
	path := casePath(in.Case)
	if of, _ := in.Said["of"].(string); uuid.Validate(of) == nil {
		path = papersPath(in.Case) + "/" + of
	}
	return path, text.RecordSaved, []any{"What", text.Of(ctx, text.FamilyRecordTitle, in.Kind)}
}

// paperWords names a paper that can be served.
func (p *recordPage) paperWords(r casework.Referable) string {
	return text.T(p.ctx, text.PaperserviceAbout, "Kind", text.Of(p.ctx, text.FamilyPaperKind, r.Paper.Kind), "Number", r.Paper.Number, "Day", r.Paper.Day)
}

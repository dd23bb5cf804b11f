package server

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

// auditDetail puts the particulars of an entry of the log, which holds no name and no number of a person, into words.
func auditDetail(ctx context.Context, detail map[string]any) string {
	var parts []string
	for _, name := range keysOf(detail) {
		if name == "change" {
			continue // said as the action
		}
		if value := auditValue(ctx, name, detail[name]); value != "" {
			parts = append(parts, text.T(ctx, text.AuditPart, "Name", auditName(ctx, name), "Value", value))
		}
	}
	return text.Join(ctx, parts)
}

func keysOf(m map[string]any) []string {
	var out []string
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func auditName(ctx context.Context, name string) string {
	if text.Has(text.FamilyAuditPart, name) {
		return text.Of(ctx, text.FamilyAuditPart, name)
	}
	return name
}

// auditValue is one particular in words; what it has no words for it gives as it stands in the log.
func auditValue(ctx context.Context, name string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case bool:
		return text.Of(ctx, text.FamilyAuditAnswer, strconv.FormatBool(v))
	case string:
		return auditWord(ctx, name, v)
	case []any:
		var all []string
		for _, x := range v {
			all = append(all, auditValue(ctx, name, x))
		}
		return text.Join(ctx, all)
	case map[string]any:
		return auditDetail(ctx, v)
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(raw)
}

// auditFamilies are the words for particulars that are values of the program.
var auditFamilies = map[string]text.Family{"facts": text.FamilyFact, "role": text.FamilyRole, "kind": text.FamilyHolidayKind, "paper": text.FamilyPaperKind, "list": text.FamilyAuditList, "action": text.FamilyAction, "reading": text.FamilyPastReading, "fields": text.FamilyField, "export_kind": text.FamilyExportKind, "return_step": text.FamilyReturnStep}

func auditWord(ctx context.Context, name, value string) string {
	if f, ok := auditFamilies[name]; ok && text.Has(f, value) {
		return text.Of(ctx, f, value)
	}
	if d, err := date.Parse(value); err == nil {
		return text.Date(ctx, d)
	}
	if m, err := date.ParseMonth(value); err == nil {
		return text.Month(ctx, m)
	}
	return value
}

package document

import (
	"maps"
	"slices"
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// returnSheet puts a locked periodic return on paper.
type returnSheet struct {
	*Page
	oversight.ReturnPaper
}

func returnOf(p *Page) *returnSheet { return &returnSheet{p, Content[oversight.ReturnPaper](p)} }

// unit is whose return it is: the city or a township.
func (r *returnSheet) unit() string {
	switch {
	case r.Place.IsZero():
		return ""
	case r.City:
		return r.Places.Short(r.Place) + "全市"
	}
	return r.Places.Short(r.Place)
}

// period is the quarter with its days, 2026年第三季度（2026年7月1日至9月30日）.
func (r *returnSheet) period() string {
	if r.From.IsZero() {
		return ""
	}
	year, month := r.From.Month().YM()
	return strconv.Itoa(year) + "年" + r.Of(text.FamilyQuarter, strconv.Itoa((month+2)/3)) + "（" + han.DateRange(r.From, r.Until) + "）"
}

// months are the months of the quarter in order.
func (r *returnSheet) months() []date.Month { return slices.Sorted(maps.Keys(r.Sheet.Months)) }

func monthHan(m date.Month) string { return han.MonthShort(m) }

// returnPartsWithFigures are the parts of the table.
func returnPartsWithFigures() []rehab.ReturnPart {
	return slices.DeleteFunc(rehab.ReturnParts(), func(p rehab.ReturnPart) bool { return len(p.Figures()) == 0 })
}

func (r *returnSheet) part(p rehab.ReturnPart) string { return r.Of(text.FamilyReturnPart, string(p)) }

func (r *returnSheet) figure(f rehab.ReturnFigure) string {
	return r.Of(text.FamilyReturnFigure, string(f))
}

// of is a figure of a month; total, of the quarter.
func (r *returnSheet) of(m date.Month, f rehab.ReturnFigure) string {
	return strconv.Itoa(r.Sheet.Months[m][f])
}

func (r *returnSheet) total(f rehab.ReturnFigure) string { return strconv.Itoa(r.Sheet.Total[f]) }

// unitFigures are the columns of the table by unit.
var unitFigures = []rehab.ReturnFigure{"open", "opened", "ended", "test_due", "test_done", "test_missed", "test_positive", "breach_reached"}

// units are the units below in the order of their codes, the office's own cases first.
func (r *returnSheet) units() []division.Code { return slices.Sorted(maps.Keys(r.Sheet.Parts)) }

func (r *returnSheet) unitName(c division.Code) string {
	if c == r.Place {
		return "本级直接负责"
	}
	return r.Places.Short(c)
}

func (r *returnSheet) ofUnit(c division.Code, f rehab.ReturnFigure) string {
	return strconv.Itoa(r.Sheet.Parts[c][f])
}

// remarked are the parts with a remark.
func (r *returnSheet) remarked() (out []rehab.ReturnPart) {
	for _, p := range rehab.ReturnParts() {
		if r.Remarks[string(p)] != "" {
			out = append(out, p)
		}
	}
	return out
}

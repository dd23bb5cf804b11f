package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

// maxText is how many characters a cell holds.
const maxText = 32_767

// Disarmed returns s as an export may hold it: text that begins like a formula gets an apostrophe in front, because a spreadsheet would run it
// when the list is saved as text and opened again.
func Disarmed(s string) string {
	if strings.HasPrefix(strings.TrimLeft(s, " "), "=") || (s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0]))) {
		s = "'" + s
	}
	if utf8.RuneCountInString(s) > maxText {
		return string([]rune(s)[:maxText])
	}
	return s
}

// cell is a value as a cell of its kind. Text stays text whatever it looks like, so no digit of a long number is lost.
func (l look) cell(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		return excelize.Cell{StyleID: l.text, Value: Disarmed(v)}, nil
	case int, int64:
		return excelize.Cell{StyleID: l.number, Value: v}, nil
	case text.Fen:
		return excelize.Cell{StyleID: l.money, Value: yuan(int64(v))}, nil
	case Share:
		return excelize.Cell{StyleID: l.share, Value: float64(v) / wholeShare}, nil
	case date.Date:
		if v.IsZero() {
			return nil, nil
		}
		return excelize.Cell{StyleID: l.day, Value: v.Time()}, nil
	}
	return nil, fmt.Errorf("a cell cannot hold a %T", v)
}

// Share is a part of a whole in tenths of a per cent; a cell holds it as a number and shows 62.5%.
type Share int

const wholeShare = 1000

// yuan is an amount of fen in yuan. A spreadsheet knows no whole fen; below ninety million million yuan its numbers hold them exactly enough.
func yuan(fen int64) float64 { return float64(fen) / text.FenPerYuan }

// tabName makes a name that a tab may have and no other tab has: at most 31 characters, none of : \ / ? * [ ], no apostrophe at its ends.
func tabName(name string, n int, taken map[string]bool) string {
	const longest = 31
	clean := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name)
	clean = strings.TrimSpace(strings.Trim(clean, "' "))
	if clean == "" {
		clean = fmt.Sprint(n)
	}
	if utf8.RuneCountInString(clean) > longest {
		clean = string([]rune(clean)[:longest])
	}
	if taken[strings.ToLower(clean)] {
		number := fmt.Sprintf(" %d", n)
		runes := []rune(clean)
		clean = string(runes[:min(len(runes), longest-len(number))]) + number
	}
	taken[strings.ToLower(clean)] = true
	return clean
}

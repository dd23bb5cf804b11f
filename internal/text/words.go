package text

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"xinsheng/internal/date"
)

// Fen is an amount of money in fen, as an argument of a sentence.
type Fen int64

// FenPerYuan is how many fen make one yuan.
const FenPerYuan = 100

var (
	monthsLong    = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	weekdaysHan   = []string{"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}
	legalTimezone = time.FixedZone("+08:00", 8*60*60) // the law's day is Beijing's
)

func monthEn(m int) string { return monthsLong[m-1][:3] }

// Date returns 2026年11月23日 or 23 Nov 2026, and "" for no date.
func (p *Printer) Date(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	y, m, day := d.YMD()
	if p.lang == En {
		return fmt.Sprintf("%d %s %d", day, monthEn(m), y)
	}
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}

// ShortDate returns 11月23日 or 23 Nov, and "" for no date.
func (p *Printer) ShortDate(d date.Date) string {
	if d.IsZero() {
		return ""
	}
	_, m, day := d.YMD()
	if p.lang == En {
		return fmt.Sprintf("%d %s", day, monthEn(m))
	}
	return fmt.Sprintf("%d月%d日", m, day)
}

// CompactDate returns 2026.11.23 or 23 Nov 2026, for narrow places, and "" for no date.
func (p *Printer) CompactDate(d date.Date) string {
	if p.lang == En || d.IsZero() {
		return p.Date(d)
	}
	y, m, day := d.YMD()
	return fmt.Sprintf("%d.%d.%d", y, m, day)
}

// DateRange returns the days from a to b, both included, without repeating year and month: 2026年11月1日至30日, 1–30 Nov 2026.
func (p *Printer) DateRange(a, b date.Date) string {
	if a == b {
		return p.Date(a)
	}
	ya, ma, da := a.YMD()
	yb, mb, db := b.YMD()
	switch {
	case p.lang == En && ya == yb && ma == mb:
		return fmt.Sprintf("%d–%s", da, p.Date(b))
	case p.lang == En && ya == yb:
		return fmt.Sprintf("%s – %s", p.ShortDate(a), p.Date(b))
	case p.lang == En:
		return fmt.Sprintf("%s – %s", p.Date(a), p.Date(b))
	case ya == yb && ma == mb:
		return fmt.Sprintf("%s至%d日", p.Date(a), db)
	case ya == yb:
		return fmt.Sprintf("%s至%d月%d日", p.Date(a), mb, db)
	default:
		return fmt.Sprintf("%s至%s", p.Date(a), p.Date(b))
	}
}

// Month returns 2026年11月 or November 2026, and "" for no month.
func (p *Printer) Month(m date.Month) string {
	if m.IsZero() {
		return ""
	}
	y, mo := m.YM()
	if p.lang == En {
		return fmt.Sprintf("%s %d", monthsLong[mo-1], y)
	}
	return fmt.Sprintf("%d年%d月", y, mo)
}

// MonthShort returns 11月 or Nov.
func (p *Printer) MonthShort(m date.Month) string {
	_, mo := m.YM()
	if p.lang == En {
		return monthEn(mo)
	}
	return strconv.Itoa(mo) + "月"
}

// Weekday returns 星期一 or Monday.
func (p *Printer) Weekday(d date.Date) string {
	if p.lang == En {
		return d.Weekday().String()
	}
	return weekdaysHan[d.Weekday()]
}

// Moment returns the date and time of day of an instant as Beijing's clocks show it: 2026年11月23日 14:05.
func (p *Printer) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(legalTimezone)
	return p.Date(date.Of(t)) + " " + t.Format("15:04")
}

// Money returns an amount of fen in yuan: 1,250 元, 1,250.50 yuan.
func (p *Printer) Money(fen int64) string {
	unit := " 元"
	if p.lang == En {
		unit = " yuan"
	}
	return Yuan(fen) + unit
}

// Yuan returns an amount of fen in yuan without a unit, for tables: 1,250 or 1,250.50.
func Yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "−", -fen
	}
	s := sign + grouped(strconv.FormatInt(fen/FenPerYuan, 10))
	if rest := fen % FenPerYuan; rest != 0 {
		s += fmt.Sprintf(".%02d", rest)
	}
	return s
}

// Number returns n with its thousands set apart: 1,234.
func (p *Printer) Number(n int) string {
	if n < 0 {
		return "−" + grouped(strconv.Itoa(-n))
	}
	return grouped(strconv.Itoa(n))
}

func grouped(digits string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Date is From(ctx).Date.
func Date(ctx context.Context, d date.Date) string { return From(ctx).Date(d) }

// ShortDate is From(ctx).ShortDate.
func ShortDate(ctx context.Context, d date.Date) string { return From(ctx).ShortDate(d) }

// CompactDate is From(ctx).CompactDate.
func CompactDate(ctx context.Context, d date.Date) string { return From(ctx).CompactDate(d) }

// DateRange is From(ctx).DateRange.
func DateRange(ctx context.Context, a, b date.Date) string { return From(ctx).DateRange(a, b) }

// Month is From(ctx).Month.
func Month(ctx context.Context, m date.Month) string { return From(ctx).Month(m) }

// MonthShort is From(ctx).MonthShort.
func MonthShort(ctx context.Context, m date.Month) string { return From(ctx).MonthShort(m) }

// Weekday is From(ctx).Weekday.
func Weekday(ctx context.Context, d date.Date) string { return From(ctx).Weekday(d) }

// Moment is From(ctx).Moment.
func Moment(ctx context.Context, t time.Time) string { return From(ctx).Moment(t) }

// Money is From(ctx).Money.
func Money(ctx context.Context, fen int64) string { return From(ctx).Money(fen) }

// Number is From(ctx).Number.
func Number(ctx context.Context, n int) string { return From(ctx).Number(n) }

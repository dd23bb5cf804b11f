package rehab

import "xinsheng/internal/date"

// PhasesDue returns the phases that end in the months from first to last, when phase n ends in the month ends and the term goes on to the month termEnd:
// each further phase ends twelve months after the one before (ruling 2).
func PhasesDue(n PhaseNumber, ends, termEnd, first, last date.Month) []PhaseNumber {
	const perPhase = 12
	var out []PhaseNumber
	for month := ends; month <= min(last, termEnd); month += perPhase {
		if month >= first {
			out = append(out, n)
		}
		n++
	}
	return out
}

// TestsDue returns how many tests of one case fall due in the months from first to last by the policy's schedule, when its phase n ends in the month ends and its term of so
// many months in termEnd: in each phase one at the end of every interval, counted from the phase's first month. Excuses are not foreseen.
func (p *Policy) TestsDue(m Measure, term int, n PhaseNumber, ends, termEnd, first, last date.Month) int {
	const perPhase = 12
	intervals, begin, due := p.intervals(m, term), ends-perPhase+1, 0
	for month := max(first, begin); month <= min(last, termEnd); month++ {
		in := int(month - begin)
		phase := int(n) - 1 + in/perPhase
		if every := intervals[min(phase, len(intervals)-1)]; every > 0 && (in%perPhase+1)%every == 0 {
			due++
		}
	}
	return due
}

// FundingCosts are what the forecast of a year's accounts reckons with, in fen; a part of each policy version. The scheme names neither.
type FundingCosts struct {
	Test     int `json:"test"`     // one test: reagent, cup, transport
	Training int `json:"training"` // training one person for a post
}

// ChishuiFundingCosts returns the shipped costs, the office's own figures: 30 yuan a test, 300 yuan a person trained.
func ChishuiFundingCosts() FundingCosts { return FundingCosts{Test: 30_00, Training: 300_00} }

// AtThisPace is what is still spent in so many months to come when as much is spent a month as in the months gone by; nothing before a month has gone by.
func AtThisPace(spent int64, gone, left int) int64 {
	if gone <= 0 || left <= 0 {
		return 0
	}
	return spent * int64(left) / int64(gone)
}

// BudgetLine is what is known of one budget line of a year, in fen.
type BudgetLine struct {
	Budgeted int64
	Received int64
	Spent    int64
	Due      int64 // still to be spent this year as the forecast reckons (ADR 3401)
}

// Forecast is what the line will have spent when the year is over.
func (b BudgetLine) Forecast() int64 { return b.Spent + b.Due }

// Unfunded is what the forecast needs beyond the budget; never below zero.
func (b BudgetLine) Unfunded() int64 { return max(0, b.Forecast()-b.Budgeted) }

// Left is what of the budget is not spent yet; below zero when more was spent than budgeted.
func (b BudgetLine) Left() int64 { return b.Budgeted - b.Spent }

// Rate is the share of the budget that is spent, in tenths of a per cent; 0 without a budget.
func (b BudgetLine) Rate() int {
	if b.Budgeted <= 0 {
		return 0
	}
	return int(b.Spent * 1000 / b.Budgeted)
}

// Plus adds another line.
func (b BudgetLine) Plus(o BudgetLine) BudgetLine {
	return BudgetLine{Budgeted: b.Budgeted + o.Budgeted, Received: b.Received + o.Received, Spent: b.Spent + o.Spent, Due: b.Due + o.Due}
}

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

// BudgetLine is what is known of one budget line of a year, in fen.
type BudgetLine struct {
	Budgeted int64
	Received int64
	Spent    int64
	Due      int64 // still to be spent this year by rule: pay by the staffing norm, rewards by the phases that end
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

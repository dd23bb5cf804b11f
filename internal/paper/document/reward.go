package document

import (
	"strconv"

	"xinsheng/internal/date"
	"xinsheng/internal/text"
)

// RewardStatementKind is the statement of rewards of a village (对账单; SCHEME S10).
const RewardStatementKind Kind = "reward_statement"

// RewardStatement is what a village's statement of rewards says; amounts are fen. It names nobody.
type RewardStatement struct {
	Village  string
	From, To date.Date
	Opening  int64
	Accrued  int64
	Reversed int64 // not above zero
	Paid     int64
	Closing  int64
	Held     int64 // of the closing balance
	Lines    []StatementLine
}

// StatementLine is one movement: an entry of a phase, or a payment by a batch.
type StatementLine struct {
	Day     date.Date
	Phase   int // of an entry; 0 for a payment
	Year    int // of a payment: its batch is the Batch-th of the year
	Batch   int
	Voucher string
	Fen     int64 // as it changes what the village is owed
	Balance int64
}

// what is the movement in words.
func (l *StatementLine) what() string {
	switch {
	case l.Phase == 0:
		return "发放（" + strconv.Itoa(l.Year) + "年第" + strconv.Itoa(l.Batch) + "批，凭证号" + l.Voucher + "）"
	case l.Fen < 0:
		return phaseHan(l.Phase) + "奖励冲回"
	}
	return phaseHan(l.Phase) + "奖励计提"
}

func phaseHan(n int) string {
	const han = "一二三"
	if n < 1 || n > 3 {
		return "第" + strconv.Itoa(n) + "阶段"
	}
	return "第" + string([]rune(han)[n-1]) + "阶段"
}

// adds and takes are the amount in the column it belongs to.
func (l *StatementLine) adds() string {
	if l.Fen <= 0 {
		return ""
	}
	return text.Yuan(l.Fen)
}

func (l *StatementLine) takes() string {
	if l.Fen >= 0 {
		return ""
	}
	return text.Yuan(-l.Fen)
}

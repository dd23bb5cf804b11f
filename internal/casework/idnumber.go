package casework

import (
	"errors"

	"xinsheng/internal/date"
	"xinsheng/internal/fault"
	"xinsheng/internal/rehab"
	"xinsheng/internal/text"
)

// checkIDNumber adds what is wrong with an ID number to wrong, and takes birth and sex from a right one; what the form says otherwise is wrong.
func checkIDNumber(wrong *fault.Fields, p *Person, today date.Date) {
	n, err := rehab.ParseIDNumber(p.Document)
	check, isCheck := errors.AsType[rehab.ErrIDCheck](err)
	switch {
	case isCheck:
		wrong.Add("document", text.IntakeIDCheck, "Want", string(check.Want))
	case errors.Is(err, rehab.ErrIDBirth):
		wrong.Add("document", text.IntakeIDBirth)
	case err != nil:
		wrong.Add("document", text.IntakeIDLength)
	case n.Birth > today:
		wrong.Add("document", text.IntakeIDFuture)
	default:
		takeFromIDNumber(wrong, p, n)
	}
}

func takeFromIDNumber(wrong *fault.Fields, p *Person, n rehab.IDNumber) {
	sex := "female"
	if n.Male {
		sex = "male"
	}
	if p.Sex == "" {
		p.Sex = sex
	} else if p.Sex != sex {
		wrong.Add("sex", text.IntakeIDSexDiffers)
	}
	if p.Birth.IsZero() {
		p.Birth = n.Birth
	} else if p.Birth != n.Birth {
		wrong.Add("birth", text.IntakeIDBirthDiffers)
	}
}

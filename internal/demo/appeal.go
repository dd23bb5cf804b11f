package demo

import (
	"context"
	"time"

	"github.com/google/uuid"

	"xinsheng/internal/access"
	"xinsheng/internal/date"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// appealReasons are what units say against a line of their score.
var appealReasons = map[rehab.ScoreLine]string{
	rehab.ScoreTestMissed:   "当月有人住院治疗，医院证明已交乡镇（街道），请核减",
	rehab.ScoreContactShort: "走访已做，因信号不好当月没有录入，纸质记录可查",
	rehab.ScoreAssessLate:   "评估材料按时送到，分管领导外出学习，延后签字",
	rehab.ScoreReturnLate:   "系统启用当月，专职人员尚未培训",
}

// appeal has the units of the demo accounts appeal against what last month took from them: one appeal waits, one is granted, one refused, and so on.
func appeal(ctx context.Context, s *store.Store, c *cast, today date.Date) error {
	const filed, decided = 6, 10 // days after the month end
	month := today.Month() - 1
	on := func(after int) *oversight.Office {
		day := min(today, month.Last().AddDays(after))
		return oversight.New(s, func() date.Date { return day })
	}
	n := 0
	for _, by := range append(append([]access.Actor{}, c.byRole[access.VillageWorker]...), c.byRole[access.TownshipLead]...) {
		u, err := on(filed).ScoreOf(ctx, by, month, by.Division)
		if err != nil {
			return err
		}
		for _, l := range u.Score.Lines {
			reason, known := appealReasons[l.Line]
			if !known || l.Taken == 0 || len(u.Appeals) > 0 {
				continue
			}
			id := uuid.NewSHA1(space, []byte("appeal "+by.Division.String()+string(l.Line)))
			f := oversight.AppealForm{Key: id, At: at(min(today, month.Last().AddDays(filed))), Place: by.Division, Month: month, Line: l.Line, Reason: reason}
			if err := on(filed).FileAppeal(ctx, by, f); err != nil {
				return err
			}
			step := oversight.AppealForward{Appeal: id, Key: uuid.NewSHA1(id, []byte("decided")), At: at(min(today, month.Last().AddDays(decided)))}
			switch n++; n % 3 {
			case 1:
				step.Kind, step.Words, step.Points = rehab.AppealGrant, "经核实，材料属实，返还一项", min(l.Each, l.Taken)
			case 2:
				step.Kind, step.Words = rehab.AppealRefuse, "没有按规定当月补录，扣分不变"
			default:
				continue // waits
			}
			if err := on(decided).TakeAppealStep(ctx, c.office, step); err != nil {
				return err
			}
		}
	}
	return stationAppeal(ctx, on(filed), c, month, at(min(today, month.Last().AddDays(filed))))
}

// stationAppeal has a station of the demo accounts appeal against a line of last month, if any took points; it waits for the office.
func stationAppeal(ctx context.Context, o *oversight.Office, c *cast, month date.Month, recorded time.Time) error {
	for _, by := range c.byRole[access.PoliceOfficer] {
		u, err := o.StationScoreOf(ctx, by, month, by.Unit)
		if err != nil {
			return err
		}
		for _, l := range u.Score.Lines {
			if l.Taken == 0 {
				continue
			}
			return o.FileAppeal(ctx, by, oversight.AppealForm{Key: uuid.NewSHA1(space, []byte("appeal station "+string(l.Line))), At: recorded, Unit: by.Unit, Month: month, Line: l.Line, Reason: "文书已按期办结，因系统切换补录较晚，请核减"})
		}
	}
	return nil
}

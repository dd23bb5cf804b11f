package demo

import (
	"context"

	"github.com/google/uuid"

	"xinsheng/internal/date"
	"xinsheng/internal/division"
	"xinsheng/internal/oversight"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// Returns invents the periodic returns of the quarter before this one and of the months since: most accepted and locked, some at every other step.
func Returns(ctx context.Context, s *store.Store, o *oversight.Office, today date.Date) error {
	c, err := castOf(ctx, s)
	if err != nil {
		return err
	}
	first := today.Month() - today.Month()%3 - 3
	err = s.WithTx(ctx, c.setup, func(tx *store.Tx) error { return tx.BeginReturns(ctx, first) })
	if err != nil {
		return err
	}
	if err := o.OweReturns(ctx); err != nil {
		return err
	}
	f := &filing{cast: c, store: s, office: o, today: today, first: first}
	if err := f.villages(ctx); err != nil {
		return err
	}
	return f.townships(ctx)
}

// filing is one demonstration's returns being filed.
type filing struct {
	*cast
	store  *store.Store
	office *oversight.Office
	today  date.Date
	first  date.Month
}

// The townships whose quarter has not been locked: the first home's waits for its lead, the others stand at the other steps.
const (
	lacksOne = division.Code(520381003000) // a village's month is missing
	sentBack = division.Code(520381002000)
	inReview = division.Code(520381100000)
	toLock   = division.Code(520381102000)
)

var returnRemarks = []string{"本月各项工作按计划开展，人员情况稳定。", "个别人员外出务工，已落实异地检测。", "本月走访全覆盖，下月重点跟进就业帮扶。"}

// villages files the months of all villages that are over.
func (f *filing) villages(ctx context.Context) error {
	return f.store.WithTx(ctx, f.setup, func(tx *store.Tx) error {
		for m := f.first; m.Last() < f.today; m++ {
			counted, err := tx.MonthTally(ctx, m, f.today, 0, division.Range{})
			if err != nil {
				return err
			}
			list, err := tx.Returns(ctx, store.ReturnFilter{Level: string(rehab.VillageReturn), From: m.Last(), To: m.First()})
			if err != nil {
				return err
			}
			rules, err := tx.Rules(ctx)
			if err != nil {
				return err
			}
			for n := range list {
				r := &list[n]
				steps := f.monthOf(r, n)
				if len(steps) == 0 {
					continue
				}
				figures, c := counted.Of(division.Range{Low: r.Division, High: r.Division}), rehab.ReturnCount{}
				for _, name := range rehab.ReturnFigures() {
					c[name] = figures[store.Figure(name)]
				}
				sheet := rehab.VillageSheet(m, c)
				if err := f.record(ctx, tx, rules, r, steps, &sheet, returnRemarks[n%len(returnRemarks)]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// monthOf are the steps of a village's month, the nth of the list.
func (f *filing) monthOf(r *store.PeriodicReturn, n int) []rehab.ReturnStep {
	sent := min(r.Opens.AddDays(n%5), f.today)
	submit, accept := rehab.ReturnStep{Kind: rehab.ReturnSubmit, Day: sent}, rehab.ReturnStep{Kind: rehab.ReturnAccept, Day: min(sent.AddDays(1+n%3), f.today)}
	back := rehab.ReturnStep{Kind: rehab.ReturnSendBack, Day: min(sent.AddDays(1), f.today)}
	past := r.Period.Month() < f.first+3
	switch {
	case past && r.Division == lacksOne+201 && r.Period.Month() == f.first+2, past && r.Division == lacksOne+1 && r.Period.Month() == f.first+2:
		return nil
	case past:
		return []rehab.ReturnStep{submit, accept}
	case r.Division == homes[0].village:
		return []rehab.ReturnStep{submit, back}
	case r.Division == homes[1].village, n%7 == 3:
		return []rehab.ReturnStep{submit}
	case n%9 == 5:
		return nil
	}
	return []rehab.ReturnStep{submit, accept}
}

// record writes the steps of a village's month by those whose they are.
func (f *filing) record(ctx context.Context, tx *store.Tx, rules rehab.Rules, r *store.PeriodicReturn, steps []rehab.ReturnStep, sheet *rehab.ReturnSheet, remark string) error {
	period := rehab.ReturnPeriod{From: r.Period, Until: r.Until, Opens: r.Opens, Due: r.Due}
	for i, x := range steps {
		by := f.actor(village, r.Division)
		s := store.ReturnStep{ID: uuid.NewSHA1(r.ID, []byte(x.Kind)), ReturnID: r.ID, Seq: i + 1, Kind: x.Kind, Day: x.Day, RecordedAt: at(x.Day)}
		if x.Kind == rehab.ReturnSubmit {
			s.Figures, s.Remarks = sheet, map[string]string{string(rehab.ReturnOther): remark}
		} else {
			by = f.actor(lead, r.Division)
		}
		if x.Kind == rehab.ReturnSendBack {
			s.Reason = "尿检漏检人数与月表不一致，请核对后重报"
		}
		s.RecordedBy = by.Account
		if err := tx.AddReturnStep(ctx, s, rules.PeriodicReturn(rehab.VillageReturn, period, steps[:i+1])); err != nil {
			return err
		}
	}
	return nil
}

// townships takes the quarter before this one as far as each township has come.
func (f *filing) townships(ctx context.Context) error {
	var list []store.PeriodicReturn
	err := f.store.Read(ctx, f.setup, func(tx *store.Tx) (err error) {
		list, err = tx.Returns(ctx, store.ReturnFilter{Level: string(rehab.TownshipReturn), From: f.first.First(), To: f.first.First()})
		return err
	})
	if err != nil {
		return err
	}
	for i := range list {
		r := &list[i]
		for n, kind := range quarterOf(r.Division) {
			by := f.cast.office
			switch kind {
			case rehab.ReturnPrepare:
				by = f.actor(township, r.Division)
			case rehab.ReturnSubmit:
				by = f.actor(lead, r.Division)
			}
			day := min(r.Opens.AddDays(9+2*n), f.today)
			in := oversight.ReturnForward{Return: r.ID, Key: uuid.NewSHA1(r.ID, []byte(kind)), Kind: kind, Seen: -1, Day: day, At: at(day)}
			switch kind {
			case rehab.ReturnPrepare:
				in.Remarks = map[string]string{string(rehab.ReturnOther): "本季度各村（社区）按月报送，工作总体平稳；下一步重点督促漏检补检和走访落实。"}
			case rehab.ReturnSendBack:
				in.Reason = "请补充漏检原因和整改措施"
			}
			if _, err := f.office.TakeReturnStep(ctx, by, in); err != nil {
				return err
			}
		}
	}
	return nil
}

// quarterOf are the steps that a township's quarter has come.
func quarterOf(town division.Code) []rehab.ReturnStepKind {
	whole := []rehab.ReturnStepKind{rehab.ReturnPrepare, rehab.ReturnSubmit, rehab.ReturnAccept, rehab.ReturnDoLock}
	switch town {
	case lacksOne:
		return nil
	case homes[0].village.Township():
		return whole[:1]
	case sentBack:
		return []rehab.ReturnStepKind{rehab.ReturnPrepare, rehab.ReturnSubmit, rehab.ReturnSendBack}
	case inReview:
		return whole[:2]
	case toLock:
		return whole[:3]
	}
	return whole
}

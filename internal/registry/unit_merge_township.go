package registry

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"xinsheng/internal/division"
	"xinsheng/internal/fault"
	"xinsheng/internal/store"
	"xinsheng/internal/text"
)

// villages are the villages of a township that goes over, in the order of their codes, with what the form says of each.
func (w *going) villages(ctx context.Context, township store.Unit) ([]VillageGoes, error) {
	all, err := w.tx.Units(ctx, "village")
	if err != nil {
		return nil, err
	}
	var out []VillageGoes
	var wrong fault.Fields
	for _, v := range all {
		if v.Division.Township() != township.Division {
			continue
		}
		if i := slices.IndexFunc(w.Villages, func(m VillageMove) bool { return m.Village == v.ID }); i < 0 || w.Villages[i].Code.IsZero() {
			wrong.Add(villageField("code", v.ID), text.ValidRequired)
		}
		w.leaving = append(w.leaving, v.ID)
		out = append(out, VillageGoes{From: v})
	}
	return out, wrong.Err()
}

// rest writes the villages of a township that goes over: each into a village of the township they come to, or of another one.
func (w *going) rest(ctx context.Context, p *MergerPreview) error {
	if len(p.Villages) == 0 {
		return nil
	}
	ever, err := w.tx.UnitsEver(ctx, "village")
	if err != nil {
		return err
	}
	var wrong fault.Fields
	for i := range p.Villages {
		v := &p.Villages[i]
		move := w.Villages[slices.IndexFunc(w.Villages, func(m VillageMove) bool { return m.Village == v.From.ID })]
		if move.Code.Township() == p.From.Division {
			wrong.Add(villageField("code", v.From.ID), text.UnitMergeSameTownship)
			continue
		}
		fields := map[string]string{}
		for _, f := range []string{"unit_code", "into", "from", "unit_basis"} {
			fields[f] = villageField("code", v.From.ID)
		}
		fields["unit_name"] = villageField("name", v.From.ID)
		err := w.village(ctx, ever, v, move)
		if kind := fault.KindOf(err); err != nil && kind != fault.Invalid {
			return err
		}
		wrong = append(wrong, fieldsOf(named(err, fields))...)
	}
	return wrong.Err()
}

func (w *going) village(ctx context.Context, ever []store.Unit, v *VillageGoes, move VillageMove) (err error) {
	if i := slices.IndexFunc(ever, func(u store.Unit) bool { return u.Division == move.Code && u.On(w.Day) }); i >= 0 {
		v.Into = ever[i]
	} else if v.Into, v.Founded, err = w.place(ctx, &v.From, 0, move.Code, strings.TrimSpace(move.Name)); err != nil {
		return err
	}
	return w.one(ctx, "into", &v.From, &v.Into, v.Founded)
}

func villageField(what string, village int64) string {
	return what + "_" + strconv.FormatInt(village, 10)
}

// NextCodes suggests a free code below a township for each of n villages, in order; fewer when there are no more.
func NextCodes(ever []store.Unit, township division.Code, n int) (out []division.Code) {
	used, highest := map[division.Code]bool{}, township
	for i := range ever {
		c := ever[i].Division
		used[c] = true
		if c.Township() == township {
			highest = max(highest, c)
		}
	}
	for _, from := range []division.Code{highest, township + 200} { // villages are numbered from 201 on
		for c := from + 1; len(out) < n && c.Township() == township; c++ {
			if !used[c] {
				used[c], out = true, append(out, c)
			}
		}
	}
	return out
}

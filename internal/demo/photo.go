package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"xinsheng/internal/casework"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
)

// photographed is how many people of the first village have drawn pictures on some of their facts.
const photographed = 6

// photos attaches drawn pictures to a handful of facts, so that pages show what they look like with some.
func photos(ctx context.Context, w *casework.Work, c *cast) error {
	for n := range photographed {
		id := uuid.NewSHA1(space, fmt.Appendf(nil, "life %d", n))
		o, err := w.Open(ctx, c.setup, id)
		if err != nil {
			return fmt.Errorf("demo: photos of life %d: %w", n, err)
		}
		for _, p := range pictured(&o, n) {
			actor := c.actor(p.by, o.Answers())
			if o.WhyNotAttach(actor, p.upload.Fact) != nil {
				continue // the person has moved on
			}
			if _, _, err := w.Attach(ctx, actor, p.upload); err != nil {
				return fmt.Errorf("demo: photos of life %d: %w", n, err)
			}
		}
	}
	return nil
}

// pictureOf is a picture of a fact and who took it.
type pictureOf struct {
	by     side
	upload casework.Upload
}

// pictured chooses the newest test, home visit and agreement of a case.
func pictured(o *casework.Opened, n int) (out []pictureOf) {
	add := func(f store.RecordedFact, by side, name string, content []byte) {
		if id, err := uuid.Parse(f.ID); err == nil {
			out = append(out, pictureOf{by, casework.Upload{Case: o.Case.ID, Fact: id, Name: name, Content: content}})
		}
	}
	test, visit, agreed := false, false, false
	voided := o.Voided()
	for _, f := range slices.Backward(o.Facts) {
		if _, void := voided[f.ID]; void {
			continue
		}
		switch b := f.Body.(type) {
		case *rehab.DrugTest:
			if !test && b.Result.Sampled() {
				test = true
				add(f, village, "试纸照片.jpg", testStrip(n, b.Result == rehab.Negative))
			}
		case *rehab.Contact:
			if !visit && b.Type == rehab.Visit {
				visit = true
				add(f, village, "住处外观.jpg", house(n))
				add(f, village, "走访记录签字页.jpg", signedPaper(n+20))
			}
		case *rehab.Agreement:
			if !agreed {
				agreed = true
				add(f, township, "协议扫描件.png", signedPaper(n))
			}
		}
	}
	return out
}

package journey

import (
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"xinsheng/internal/browser"
	"xinsheng/internal/date"
	"xinsheng/internal/rehab"
	"xinsheng/internal/store"
	"xinsheng/internal/testkit"
	"xinsheng/internal/text"
)

// photo writes a photo such as a telephone makes, 4000 × 3000 and some megabytes, and returns where it lies.
func photo(t *testing.T, name string) string {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // grain, not a secret
	m := image.NewRGBA(image.Rect(0, 0, 4000, 3000))
	for y := range 3000 {
		for x := range 4000 {
			n := uint8(r.UintN(40))
			m.SetRGBA(x, y, color.RGBA{uint8(x/16) + n/4, uint8(y/12) + n/4, 90 + n, 255})
		}
	}
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(f, m, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPhotosFromATelephone records a fact, takes the offer to add a photo, and takes one; with script it is saved at once, without by the button.
func TestPhotosFromATelephone(t *testing.T) {
	browser.Need(t)
	t.Parallel()
	taken, bad := photo(t, "IMG_0001.jpg"), filepath.Join(t.TempDir(), "页面.jpg")
	if err := os.WriteFile(bad, []byte("<!doctype html><script>alert(1)</script>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, look := range map[string]browser.Look{"with script": browser.Phone, "without": browser.Phone.WithoutScript().In("en")} {
		t.Run(name, func(t *testing.T) {
			o := open(t, look)
			id := testkit.Case(t, o.Service, testkit.Near, date.New(2026, 10, 5), 1)
			p := o.as(t, "village1")
			p.Go("/cases/" + id.String() + "/risk")
			form := p.Within("main form[data-main]")
			form.Choose(p.recordField(rehab.KindRisk, "level"), p.say.Of(text.FamilyRisk, string(rehab.High)))
			p.record(rehab.KindRisk, "reason", "近期接触旧友")
			p.Within("#flash").Click(p.say.T(text.AttachmentOffer))
			p.CheckWidth()

			p.Attach("#camera", taken)
			if look.NoScript {
				p.press(text.AttachmentDo)
			}
			p.told(text.AttachmentSaved, "Count", 1)
			p.See("IMG_0001.jpg")
			p.Attach("#file", taken, bad)
			p.press(text.AttachmentDo)
			p.Within("#errors").See("页面.jpg")
			p.See(p.say.T(text.AttachmentPartly, "Saved", 1, "Count", 1))
			p.Check()
			kept := attachedTo(t, o, id)
			if len(kept) != 1 || *kept[0].Width != 2560 || *kept[0].Height != 1920 {
				t.Errorf("%d attachments", len(kept))
			}
			if p.Go("/cases/" + id.String() + "#facts"); p.Count(".clip img") != 1 {
				t.Error("the case's page shows no small picture")
			}
			p.CheckWidth()
		})
	}
}

func attachedTo(t *testing.T, o *office, id uuid.UUID) []store.Attachment {
	t.Helper()
	p, err := o.Work.Page(t.Context(), testkit.Actor(t, o.Service, "village1"), id)
	if err != nil {
		t.Fatal(err)
	}
	return p.Attachments
}

package picture_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"runtime"
	"strings"
	"testing"
	"time"

	"xinsheng/internal/blob/picture"
)

func TestKindsAreFoundByContent(t *testing.T) {
	photo, pdf := asJPEG(t, quarters(40, 20)), "%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<<>>\n%%EOF\n"
	for _, c := range []struct {
		name    string
		content []byte
		kind    picture.Kind
		err     error
	}{
		{"JPEG", photo, picture.JPEG, nil},
		{"PNG", asPNG(t, quarters(40, 20)), picture.PNG, nil},
		{"WebP", webpLossy, picture.WebP, nil},
		{"PDF with a script", []byte(pdf), picture.PDF, nil},
		{"PDF that breaks off", []byte(pdf[:60]), "", picture.ErrDamaged},
		{"PDF behind a page", []byte("<script>alert(1)</script>" + pdf), "", picture.ErrKind},
		{"page", []byte("<!doctype html><script>alert(1)</script>"), "", picture.ErrKind},
		{"page behind a space", []byte("  <html>"), "", picture.ErrKind},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "", picture.ErrKind},
		{"GIF", []byte("GIF89a\x01\x00\x01\x00"), "", picture.ErrKind},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "", picture.ErrHEIC},
		{"ZIP", []byte("PK\x03\x04"), "", picture.ErrKind},
		{"nothing", nil, "", picture.ErrEmpty},
		{"one byte too many", append([]byte("\xff\xd8\xff"), make([]byte, picture.MaxBytes-2)...), "", picture.ErrTooLarge},
	} {
		kind, err := picture.KindOf(c.content)
		if kind != c.kind || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v; want %q, %v", c.name, kind, err, c.kind, c.err)
		}
	}
}

// anew writes an image anew and decodes what came of it.
func anew(t *testing.T, content []byte) (picture.Picture, image.Image) {
	t.Helper()
	kind, err := picture.KindOf(content)
	if err != nil {
		t.Fatal(err)
	}
	p, err := picture.Anew(t.Context(), kind, content)
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(p.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds() != image.Rect(0, 0, p.Width, p.Height) {
		t.Errorf("%v, said to be %d × %d", m.Bounds(), p.Width, p.Height)
	}
	return p, m
}

// corners says which of the four colours stands where: top left, top right, bottom left, bottom right.
func corners(m image.Image) string {
	b, out := m.Bounds(), ""
	for _, at := range []image.Point{{b.Dx() / 4, b.Dy() / 4}, {3 * b.Dx() / 4, b.Dy() / 4}, {b.Dx() / 4, 3 * b.Dy() / 4}, {3 * b.Dx() / 4, 3 * b.Dy() / 4}} {
		c := color.RGBAModel.Convert(m.At(at.X, at.Y)).(color.RGBA)
		switch {
		case c.R > 180 && c.G > 180 && c.B > 180:
			out += "w"
		case c.R > 150:
			out += "r"
		case c.G > 150:
			out += "g"
		case c.B > 150:
			out += "b"
		default:
			out += "?"
		}
	}
	return out
}

func TestImagesStandUprightAndHoldNothingElse(t *testing.T) {
	want := map[uint16]string{1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb", 9: "rgbw", 0: "rgbw"}
	for turn, order := range want {
		for name, content := range map[string][]byte{"JPEG": jpegWithEXIF(t, quarters(160, 80), turn), "PNG": pngWithEXIF(t, quarters(160, 80), turn)} {
			p, m := anew(t, content)
			if got := corners(m); got != order {
				t.Errorf("%s turned %d: %s, want %s", name, turn, got, order)
			}
			if upright := p.Width == 80; upright != (turn >= 5 && turn <= 8) {
				t.Errorf("%s turned %d: %d × %d", name, turn, p.Width, p.Height)
			}
			for _, b := range [][]byte{p.Bytes, p.Small} {
				if bytes.Contains(b, []byte("GPS")) || bytes.Contains(b, []byte("Exif")) || bytes.Contains(b, []byte("TestPhone")) {
					t.Errorf("%s: what stood beside the picture is still there", name)
				}
			}
		}
	}
	for name, content := range map[string][]byte{"lossy": webpLossy, "lossless": webpLossless, "with EXIF": webpOf(webpLossy, 1, 1, 6)} {
		if p, _ := anew(t, content); p.Width != 1 || p.Height != 1 || bytes.Contains(p.Bytes, []byte("GPS")) {
			t.Errorf("WebP %s: %d × %d", name, p.Width, p.Height)
		}
	}
}

func TestWhatIsBehindAnImageIsGone(t *testing.T) {
	const page = "<script>alert(document.cookie)</script>"
	for name, content := range map[string][]byte{"JPEG": asJPEG(t, quarters(40, 20)), "PNG": asPNG(t, quarters(40, 20))} {
		if p, _ := anew(t, append(content, page...)); bytes.Contains(p.Bytes, []byte("script")) {
			t.Errorf("%s: the page behind it is still there", name)
		}
	}
}

func TestImagesAreMadeSmaller(t *testing.T) {
	for _, c := range []struct{ w, h, toW, toH int }{{3000, 1500, 2560, 1280}, {1500, 3000, 1280, 2560}, {2560, 2560, 2560, 2560}, {9000, 2, 2560, 1}, {7, 5, 7, 5}} {
		p, m := anew(t, asPNG(t, quarters(c.w, c.h)))
		if p.Width != c.toW || p.Height != c.toH {
			t.Errorf("%d × %d became %d × %d, want %d × %d", c.w, c.h, p.Width, p.Height, c.toW, c.toH)
		}
		small, err := jpeg.DecodeConfig(bytes.NewReader(p.Small))
		if err != nil || max(small.Width, small.Height) != min(320, max(c.toW, c.toH)) {
			t.Errorf("thumbnail of %d × %d: %d × %d, %v", c.w, c.h, small.Width, small.Height, err)
		}
		if c.h > 100 && corners(m) != "rgbw" {
			t.Errorf("%d × %d: %s", c.w, c.h, corners(m))
		}
	}
}

// A pixel of the result is the mean of what it covers: fine lines become grey and no line is lost.
func TestFineLinesBecomeGrey(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 5120, 8))
	for x := 0; x < 5120; x += 2 {
		for y := range 8 {
			m.SetGray(x, y, color.Gray{255})
		}
	}
	_, out := anew(t, asPNG(t, m))
	for _, x := range []int{0, 1, 1000, 2559} {
		if g := color.GrayModel.Convert(out.At(x, 1)).(color.Gray).Y; g < 120 || g > 135 {
			t.Errorf("pixel %d is %d, want the middle", x, g)
		}
	}
}

func TestWhatIsTransparentIsWhite(t *testing.T) {
	_, m := anew(t, asPNG(t, image.NewNRGBA(image.Rect(0, 0, 20, 20))))
	if c := color.GrayModel.Convert(m.At(10, 10)).(color.Gray).Y; c < 250 {
		t.Errorf("%d, want white", c)
	}
}

// A 200-megapixel image is refused by its header, before it costs any memory.
func TestImagesOfTooManyPixelsAreRefusedUnread(t *testing.T) {
	photo := asJPEG(t, quarters(40, 20))
	at := bytes.Index(photo, []byte("\xff\xc0"))
	huge := bytes.Clone(photo)
	copy(huge[at+5:], "\x4e\x20\x4e\x20") // 20 000 × 20 000
	for name, content := range map[string][]byte{"PNG": bomb(t, 20_000, 10_000), "JPEG": huge, "WebP": webpOf(webpLossy, 16_383, 16_383, 1)} {
		kind, err := picture.KindOf(content)
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err = picture.Anew(t.Context(), kind, content)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, picture.ErrPixels) {
			t.Errorf("%s: %v, want %v", name, err, picture.ErrPixels)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%s: refusing it took %d KB of memory", name, used>>10)
		}
	}
}

// TestJPEGsThatAskForTooManyPassesAreRefusedUnread: each pass is a few bytes to send and, over many pixels, much time to decode.
func TestJPEGsThatAskForTooManyPassesAreRefusedUnread(t *testing.T) {
	for passes, want := range map[int]error{1: nil, 90: nil, 120: picture.ErrDamaged, 200_000: picture.ErrDamaged} {
		began := time.Now()
		if _, err := picture.Anew(t.Context(), picture.JPEG, manyPasses(passes)); !errors.Is(err, want) {
			t.Errorf("%d passes: %v, want %v", passes, err, want)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%d passes took %s", passes, took)
		}
	}
}

func TestWhatCannotBeDecodedIsRefused(t *testing.T) {
	photo, drawing := asJPEG(t, quarters(400, 200)), asPNG(t, quarters(400, 200))
	big := bytes.Clone(webpLossy)
	copy(big[26:], "\xff\x3f\xff\x3f") // the frame says 16 383 × 16 383
	for name, content := range map[string][]byte{
		"JPEG cut short": photo[:len(photo)/2], "JPEG without its image": photo[:30], "only the beginning of a JPEG": photo[:3],
		"PNG cut short": drawing[:len(drawing)/2], "only the beginning of a PNG": drawing[:8], "PNG of no pixels": bomb(t, 0, 10),
		"WebP cut short": webpLossy[:30], "only the beginning of a WebP": webpLossy[:12],
		"WebP with a small canvas around a huge image": webpOf(big, 1, 1, 1),
	} {
		kind, err := picture.KindOf(content)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := picture.Anew(t.Context(), kind, content); !errors.Is(err, picture.ErrDamaged) {
			t.Errorf("%s: %v, want %v", name, err, picture.ErrDamaged)
		}
	}
	if _, err := picture.Anew(t.Context(), picture.PDF, []byte("%PDF-1.4")); !errors.Is(err, picture.ErrKind) {
		t.Errorf("a PDF as a picture: %v", err)
	}
}

func TestWaitingEndsWithTheRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 50 { // of two ready cases select takes either
		if _, err := picture.Anew(ctx, picture.PNG, asPNG(t, quarters(4, 4))); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"尿检单.jpg", "尿检单.jpg"},
		{"../../etc/passwd", "passwd"},
		{`C:\fakepath\扫描 1.pdf`, "扫描 1.pdf"},
		{"..", ""},
		{"a\x00b\r\nSet-Cookie: x\t.jpg", "ab Set-Cookie: x .jpg"},
		{"照片\u202egpj.exe", "照片gpj.exe"},
		{"\u200b\ufeff\u2066", ""},
		{"\xff\xfe.png", "png"},
		{"  .hidden  ", "hidden"},
		{"<script>alert(1)</script>", "script>"},
		{strings.Repeat("长", 300) + ".jpeg", strings.Repeat("长", 74) + "….jpeg"},
		{strings.Repeat("x", 300), strings.Repeat("x", 79) + "…"},
	} {
		if got := picture.Label(c.name); got != c.want {
			t.Errorf("%q: %q, want %q", c.name, got, c.want)
		}
	}
	for _, c := range []struct{ label, want string }{{"尿检单.png", "尿检单.jpg"}, {"", "附件.jpg"}, {"page.html", "page.jpg"}, {".jpg", "附件.jpg"}} {
		if got := picture.FileName(c.label, "附件", ".jpg"); got != c.want {
			t.Errorf("file name of %q: %q, want %q", c.label, got, c.want)
		}
	}
}

// No file makes the program panic or keeps anything but a picture.
func FuzzAnew(f *testing.F) {
	for _, b := range [][]byte{asJPEG(f, quarters(16, 8)), jpegWithEXIF(f, quarters(16, 8), 6), pngWithEXIF(f, quarters(16, 8), 3), webpLossy, webpLossless, webpOf(webpLossy, 1, 1, 6)} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		kind, err := picture.KindOf(b)
		if err != nil || kind == picture.PDF {
			return
		}
		p, err := picture.Anew(t.Context(), kind, b)
		if err != nil {
			return
		}
		if c, err := jpeg.DecodeConfig(bytes.NewReader(p.Bytes)); err != nil || c.Width != p.Width || c.Height != p.Height {
			t.Errorf("%d × %d: %v", p.Width, p.Height, err)
		}
	})
}

func BenchmarkPhotoOfATelephone(b *testing.B) {
	photo := asJPEG(b, quarters(4000, 3000))
	for b.Loop() {
		if _, err := picture.Anew(b.Context(), picture.JPEG, photo); err != nil {
			b.Fatal(err)
		}
	}
}

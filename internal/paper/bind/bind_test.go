package bind_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"pgregory.net/rapid"

	"xinsheng/internal/paper/bind"
)

// pdf writes a PDF of the objects, the first of which is the catalogue; more goes into the trailer.
func pdf(more string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, more, xref)
	return b.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(content), content)
}

// said is a PDF of one page that shows some words.
func said(words string) []byte {
	return pdf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
		stream("", "BT /F 24 Tf 72 700 Td ("+words+") Tj ET"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
}

// evil is a PDF that does what a PDF can: a script on opening, a launch, an embedded file, a form that is sent away, a link.
var evil = pdf("", `<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R/AA<</WC 6 0 R>>/Names<</JavaScript<</Names[(x)6 0 R]>>/EmbeddedFiles<</Names[(a.exe)8 0 R]>>>>/AcroForm<</Fields[10 0 R]/DR<<>>/DA(/F 0 Tf)>>>>`,
	"<</Type/Pages/Kids[3 0 R]/Count 1>>",
	"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O 6 0 R>>/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R/Annots[7 0 R 10 0 R 11 0 R]>>",
	stream("", "BT /F 24 Tf 72 700 Td (seen) Tj ET"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	"<</Type/Action/S/JavaScript/JS(app.alert(1))>>", "<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/Launch/F(calc.exe)>>>>",
	"<</Type/Filespec/F(a.exe)/EF<</F 9 0 R>>>>", stream("/Type/EmbeddedFile", "MZ"),
	"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/Rect[50 50 150 80]/AP<</N 12 0 R>>/AA<</K 6 0 R>>/A<</S/SubmitForm/F(http://x.invalid)>>>>",
	"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 8 0 R>>", stream("/Type/XObject/Subtype/Form/BBox[0 0 100 30]", "0 0 100 30 re f"))

// words is everything a PDF says of itself, unfolded.
func words(t *testing.T, b []byte) string {
	t.Helper()
	c := model.NewDefaultConfiguration()
	ctx, err := api.ReadAndValidate(bytes.NewReader(b), c)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, entry := range ctx.Table {
		if entry != nil && !entry.Free && entry.Object != nil {
			out.WriteString(entry.Object.String() + "\n")
		}
	}
	return out.String()
}

func TestCleanLeavesNothingThatActs(t *testing.T) {
	clean, pages, err := bind.Clean(evil)
	if err != nil || pages != 1 {
		t.Fatal(pages, err)
	}
	said := words(t, clean)
	for _, never := range []string{"JavaScript", "OpenAction", "Launch", "EmbeddedFile", "SubmitForm", "AcroForm", "/AA", "FileAttachment", "Link", "alert", "calc.exe"} {
		if strings.Contains(said, never) || bytes.Contains(clean, []byte(never)) {
			t.Errorf("%s is still in it", never)
		}
	}
	if !strings.Contains(said, "Widget") {
		t.Error("what a filled form shows is gone")
	}
}

func TestWhatCannotBeReadIsSaidToBeSo(t *testing.T) {
	locked := pdf("/Encrypt 6 0 R/ID[(0123456789abcdef)(0123456789abcdef)]", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", stream("", "BT ET"), "<<>>",
		"<</Filter/Standard/V 2/R 3/Length 128/P -44/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>>")
	for name, c := range map[string]struct {
		pdf  []byte
		want error
	}{
		"encrypted":          {locked, bind.ErrEncrypted},
		"cut off":            {evil[:120], bind.ErrBroken},
		"nothing":            {nil, bind.ErrBroken},
		"only a head":        {[]byte("%PDF-1.7\n%%EOF\n"), bind.ErrBroken},
		"no pages":           {pdf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"), bind.ErrBroken},
		"a page tree's loop": {pdf("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"), bind.ErrBroken},
	} {
		if clean, _, err := bind.Clean(c.pdf); !errors.Is(err, c.want) || clean != nil {
			t.Errorf("%s: %d bytes, %v", name, len(clean), err)
		}
	}
}

func TestPagesAreBoundInOrderAndNumbered(t *testing.T) {
	first, err := bind.Merge([][]byte{said("one"), said("two")})
	if err != nil {
		t.Fatal(err)
	}
	clean, _, err := bind.Clean(evil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := bind.Merge([][]byte{first, clean, said("four")})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := bind.Pages(all); n != 4 || err != nil {
		t.Fatalf("%d pages, %v", n, err)
	}
	done, err := bind.Finish(all, []bind.Mark{{Words: "1　责令决定书", Page: 1, Below: []bind.Mark{{Words: "决定书", Page: 2}}}, {Words: "2　通知送达文书", Page: 4}})
	if err != nil {
		t.Fatal(err)
	}
	marks, err := bind.Headings(done)
	if err != nil || len(marks) != 3 || marks[0] != (bind.Heading{Words: "1　责令决定书", Page: 1}) || marks[2].Page != 4 {
		t.Errorf("%v, %v", marks, err)
	}
	if none, err := bind.Headings(said("x")); err != nil || len(none) != 0 {
		t.Errorf("headings of a PDF without: %v, %v", none, err)
	}
	if n, err := bind.Pages(done); n != 4 || err != nil {
		t.Errorf("%d pages, %v", n, err)
	}
}

// TestCleanEndsWhateverIsAttached: a PDF with some bytes wrong ends as a PDF or as an error of its kind.
func TestCleanEndsWhateverIsAttached(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bytes.Clone(rapid.SampledFrom([][]byte{evil, said("x")}).Draw(t, "pdf"))
		for range rapid.IntRange(0, 4).Draw(t, "wrong bytes") {
			b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		clean, pages, err := bind.Clean(b)
		if (err == nil) != (clean != nil) || err == nil && pages < 1 || err != nil && !errors.Is(err, bind.ErrBroken) && !errors.Is(err, bind.ErrEncrypted) {
			t.Fatalf("%d bytes, %d pages, %v", len(clean), pages, err)
		}
	})
}

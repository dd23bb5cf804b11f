package document_test

import (
	"html"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"xinsheng/internal/browser"
	"xinsheng/internal/paper/document"
	"xinsheng/internal/paper/press"
	"xinsheng/internal/testkit"
	"xinsheng/web"
)

// pieces are what stands on a paper between its tags, without spaces.
func pieces(body []byte) []string {
	var out []string
	for _, piece := range markup.Split(string(body), -1) {
		if said := strings.Join(strings.Fields(norm.NFKC.String(html.UnescapeString(piece))), ""); said != "" {
			out = append(out, said)
		}
	}
	return out
}

// TestThePDFSaysWhatThePaperSays prints the papers of the specimen, and compares what can be read of each in the PDF with the paper and with the facts.
func TestThePDFSaysWhatThePaperSays(t *testing.T) {
	browser.Need(t)
	chromium, err := press.Find("")
	if err != nil {
		t.Fatal(err)
	}
	p := press.New(press.Options{Chromium: chromium, Assets: web.Static()})
	t.Cleanup(func() { _ = p.Close() })
	var fonts document.Fonts
	fonts.Regular, fonts.Bold = web.PaperFonts()

	const end = "甲乙丙丁戊己庚辛壬癸"
	var all []byte
	var want [][]string
	for _, s := range document.Specs() {
		src := specimen(t, &s)
		body, _, err := document.Write(t.Context(), &s, src)
		if err != nil {
			t.Fatal(err)
		}
		all = append(append(all, body...), `<p class="doc">`+end+"</p>"...)
		want = append(want, append(pieces(body), pieces([]byte(src.Number))...))
		if src.Opened != nil {
			want[len(want)-1] = append(want[len(want)-1], pieces([]byte(src.Person.Name))...)
		}
	}
	pdf, err := p.Print(t.Context(), document.Original("all", all, fonts))
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Split(testkit.PDFWords(t, pdf.Bytes), end)
	for i, s := range document.Specs() {
		for _, piece := range want[i] {
			if i >= len(said) || !strings.Contains(said[i], piece) {
				t.Errorf("the PDF of %s does not say %q", s.Kind, piece)
			}
		}
	}
	for _, font := range testkit.PDFFonts(t, pdf.Bytes) {
		if !strings.Contains(font, "NotoSerifSC") || !strings.Contains(font, "yes yes yes") {
			t.Errorf("a paper is set in %s", font)
		}
	}
}

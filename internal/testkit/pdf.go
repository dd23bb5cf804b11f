package testkit

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// PDFText returns the text of a PDF as a reader of it sees it, page by page with a form feed after each (pdftotext of poppler-utils; make test installs it).
func PDFText(t testing.TB, pdf []byte) string {
	t.Helper()
	return poppler(t, pdf, "pdftotext", "-layout", "-", "-")
}

// PDFWords returns all characters of a PDF but spaces, in the order in which they were written: cells of a table one after the other.
func PDFWords(t testing.TB, pdf []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(norm.NFKC.String(poppler(t, pdf, "pdftotext", "-raw", "-", "-"))), "")
}

// PDFFonts returns a line for each font of a PDF: its name, type, whether it is embedded and whether only what is used of it is (pdffonts).
func PDFFonts(t testing.TB, pdf []byte) []string {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(poppler(t, pdf, "pdffonts", "-")), "\n")
	return lines[min(2, len(lines)):] // after the heading
}

// PDFInfo returns what a PDF says of itself, such as "Pages:  2" and "Page size:  594.96 x 841.92 pts (A4)", a line each (pdfinfo).
func PDFInfo(t testing.TB, pdf []byte) string {
	t.Helper()
	return poppler(t, pdf, "pdfinfo", "-")
}

func poppler(t testing.TB, pdf []byte, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdin = bytes.NewReader(pdf)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %s (make test installs poppler-utils)", name, err, said.String())
	}
	return out.String()
}

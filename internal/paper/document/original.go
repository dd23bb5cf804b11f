package document

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html"
	"regexp"
)

// style is how papers look, on screens, in print and in the original.
//
//go:embed document.css
var style string

// Fonts are the addresses of the Song face that originals name, hashed by content; empty ones are left out.
type Fonts struct {
	Regular, Bold string
}

// Original is a body as a document of its own: everything that decides how it looks is in it but the fonts, which it names by their hash.
func Original(title string, body []byte, f Fonts) []byte {
	var b bytes.Buffer
	b.WriteString(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>`)
	b.WriteString(html.EscapeString(title))
	b.WriteString(`</title><style>`)
	b.WriteString(sheetStyle(f))
	b.WriteString(`</style></head><body>`)
	b.Write(body)
	b.WriteString(`</body></html>`)
	return b.Bytes()
}

func sheetStyle(f Fonts) string {
	s := ""
	for _, face := range []struct{ weight, src string }{{"400", f.Regular}, {"700", f.Bold}} {
		if face.src != "" {
			s += `@font-face{font-family:"Xinsheng Song";font-weight:` + face.weight + `;src:url("` + face.src + `")}` + "\n"
		}
	}
	s += "@page{size:A4;margin:22mm 25mm 20mm}\nbody{margin:0;background:#fff}\n" + style
	if f.Regular != "" {
		s += "@media print{.doc{font-family:\"Xinsheng Song\",serif}}\n"
	}
	return s
}

var styleElement = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// StyleHash is the hash of an original's own style as a Content-Security-Policy names it: 'sha256-…'. Empty when it has none.
func StyleHash(original []byte) string {
	m := styleElement.FindSubmatch(original)
	if m == nil {
		return ""
	}
	sum := sha256.Sum256(m[1])
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

var bodyElement = regexp.MustCompile(`(?s)<body>(.*)</body>`)

// BodyOf is what an original says, without its head.
func BodyOf(original []byte) []byte {
	m := bodyElement.FindSubmatch(original)
	if m == nil {
		return nil
	}
	return m[1]
}

var secret = regexp.MustCompile(`(<span[^>]* data-secret>)([^<]*)(</span>)`)

// HasSecret reports whether a paper carries a number of a document or a telephone.
func HasSecret(paper []byte) bool { return secret.Match(paper) }

// Masked is a paper as it is shown to whoever has stated no reason: mask hides the numbers of documents and telephones.
func Masked(paper []byte, mask func(string) string) []byte {
	return secret.ReplaceAllFunc(paper, func(span []byte) []byte {
		m := secret.FindSubmatch(span)
		number := html.EscapeString(mask(html.UnescapeString(string(m[2]))))
		return bytes.Join([][]byte{m[1], []byte(number), m[3]}, nil)
	})
}

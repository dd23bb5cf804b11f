package web

import (
	"fmt"
	"strings"
)

// PaperFont is the family that papers are printed in: Noto Serif SC (SIL Open Font License 1.1), with every character of
// Unicode's basic block and Extension A and those of the general standard list beyond them; rare characters of names are among them (䶮, 𬱟).
const PaperFont = "Noto Serif SC"

// paperWeights are the weights of PaperFont that the program carries.
var paperWeights = []int{400, 700}

// PaperFontFaces returns the rules that give a paper its font, by addresses with the hash of the font's content. They hold for print alone, so that
// a paper on a screen, which shows it in the system's own Song face, loads nothing of 14 MB.
func PaperFontFaces() string {
	var b strings.Builder
	b.WriteString("@media print{")
	for _, w := range paperWeights {
		fmt.Fprintf(&b, "@font-face{font-family:%q;font-weight:%d;font-style:normal;font-display:block;src:url(%s) format(\"truetype\")}", PaperFont, w, Asset(fmt.Sprintf("noto-serif-sc-%d.ttf", w)))
	}
	b.WriteString("}")
	return b.String()
}

package web

// PaperFonts returns the addresses of the font that papers are printed in, by the hash of its content: Noto Serif SC (SIL Open Font License 1.1), weights 400
// and 700, with every character of Unicode's basic block and Extension A and those of the general standard list beyond them; rare characters of names are
// among them (䶮, 𬱟). A paper uses it for print alone: on a screen it stands in the system's own Song face, and no browser loads 14 MB.
func PaperFonts() (regular, bold string) {
	return Asset("noto-serif-sc-400.ttf"), Asset("noto-serif-sc-700.ttf")
}

package document

import "bytes"

// Together puts originals of one look behind one another, a page or more each, to be printed at once: each body as it is, the look they share. Originals
// whose look differs cannot be shown in one document; false.
func Together(originals [][]byte) ([]byte, bool) {
	if len(originals) == 0 {
		return nil, false
	}
	first := originals[0]
	var bodies bytes.Buffer
	for _, o := range originals {
		if StyleHash(o) != StyleHash(first) {
			return nil, false
		}
		bodies.Write(BodyOf(o))
	}
	at := bodyElement.FindSubmatchIndex(first)
	if at == nil {
		return nil, false
	}
	return bytes.Join([][]byte{first[:at[2]], bodies.Bytes(), first[at[3]:]}, nil), true
}

package rehab

import (
	"encoding/json"
	"io"
)

// RunTrack reads one request (docs/track.md) and writes its Track as indented JSON. The error of an input it refuses is an [InputError].
func RunTrack(in io.Reader, out io.Writer) error {
	q, err := DecodeRequest(in)
	if err != nil {
		return err
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(q.Track())
}

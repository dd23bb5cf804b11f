// Package icon draws the icons in use as inline SVG. An icon never stands without a word, except close, previous and next.
//
// To use another icon of lucide-static, add its name to names.txt and run npm --prefix web run icons.
package icon

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Name is the name of an icon as lucide-static has it.
type Name string

const (
	open  = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">`
	large = `<svg class="icon icon-lg" viewBox="0 0 24 24" aria-hidden="true">`
	shut  = `</svg>`
)

// Of draws the icon at the size of the text around it; the empty name draws nothing.
func Of(n Name) templ.Component { return draw(open, n) }

// Large draws the icon larger, for bars and empty states.
func Large(n Name) templ.Component { return draw(large, n) }

func draw(start string, n Name) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		if n == "" {
			return nil
		}
		_, err := io.WriteString(w, start+shapes[n]+shut)
		return err
	})
}

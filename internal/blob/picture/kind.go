// Package picture makes what people upload safe to keep and to show: it finds out by content what a file is, and writes images anew, so that
// nothing but the picture itself is left of them – no place of taking, no camera, no second file behind the first.
package picture

import (
	"bytes"
	"errors"
	"fmt"
)

// Kind is what a file is, found by its content alone.
type Kind string

// The kinds of file that are taken.
const (
	JPEG Kind = "image/jpeg"
	PNG  Kind = "image/png"
	WebP Kind = "image/webp"
	PDF  Kind = "application/pdf"
)

// Accept is the list of kinds for the file field of a form.
const Accept = string(JPEG + "," + PNG + "," + WebP + "," + PDF)

// AcceptImages is Accept without PDF, for the camera.
const AcceptImages = string(JPEG + "," + PNG + "," + WebP)

// Limits of one file.
const (
	MaxBytes  = 20 << 20   // of the file as it was sent
	MaxPixels = 50_000_000 // width × height, as its header says
)

// What can be wrong with a file.
var (
	ErrEmpty    = errors.New("picture: the file is empty")
	ErrKind     = errors.New("picture: the file is none of the kinds that are taken")
	ErrHEIC     = fmt.Errorf("%w: HEIC", ErrKind)
	ErrTooLarge = errors.New("picture: the file has too many bytes")
	ErrPixels   = errors.New("picture: the image has too many pixels")
	ErrDamaged  = errors.New("picture: the file cannot be read to its end")
)

// pdfTail is how far from its end a PDF says that it ends; programs append a little behind.
const pdfTail = 4096

// KindOf finds out what a file is: ErrEmpty, ErrTooLarge, ErrKind (ErrHEIC for an iPhone's own), or ErrDamaged for a PDF that breaks off.
func KindOf(b []byte) (Kind, error) {
	switch {
	case len(b) == 0:
		return "", ErrEmpty
	case len(b) > MaxBytes:
		return "", ErrTooLarge
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return JPEG, nil
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return PNG, nil
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return WebP, nil
	case bytes.HasPrefix(b, []byte("%PDF-")): // readers look further in; what needs that is more than a PDF
		if !bytes.Contains(b[max(0, len(b)-pdfTail):], []byte("%%EOF")) {
			return "", ErrDamaged
		}
		return PDF, nil
	case len(b) >= 12 && string(b[4:8]) == "ftyp": // what iPhones keep their photos in
		return "", ErrHEIC
	}
	return "", ErrKind
}

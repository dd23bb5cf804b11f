package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// LongSide is that of what is kept, in pixels: enough to read a page of A4 in small print.
const LongSide = 2560

// longSideSmall is that of a thumbnail: enough for a sharp telephone.
const longSideSmall = 320

// Qualities of the JPEG files written.
const (
	quality      = 85
	qualitySmall = 72
)

// Picture is an image written anew: JPEG, upright, without anything else of the file it came from.
type Picture struct {
	Bytes         []byte
	Small         []byte // the thumbnail
	Width, Height int    // of Bytes, in pixels
}

type format struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = map[Kind]format{JPEG: {jpeg.DecodeConfig, jpeg.Decode}, PNG: {png.DecodeConfig, png.Decode}, WebP: {webp.DecodeConfig, webp.Decode}}

// oneAtATime holds the memory of decoding to that of one image, however many people send some. By the sizes of their pixels, 50 megapixels take
// 75 MB for what a telephone makes, 400 MB for a PNG of 16 bits, and 0.75 GB for the worst JPEG (progressive, colours not subsampled).
var oneAtATime = make(chan struct{}, 1)

// Anew writes an image anew. Its size is taken from the header before anything is decoded: ErrPixels for too many, ErrDamaged for what
// cannot be decoded or would take the decoder too long. It waits for other images, until ctx ends.
func Anew(ctx context.Context, kind Kind, b []byte) (Picture, error) {
	f, ok := formats[kind]
	if !ok {
		return Picture{}, ErrKind
	}
	if err := f.check(b); err != nil {
		return Picture{}, err
	}
	if kind == JPEG && manyScans(b) {
		return Picture{}, fmt.Errorf("%w: too many scans", ErrDamaged)
	}
	select {
	case oneAtATime <- struct{}{}:
		defer func() { <-oneAtATime }()
	case <-ctx.Done():
		return Picture{}, ctx.Err()
	}
	whole, err := f.upright(b, turnOf(kind, b))
	if err != nil {
		return Picture{}, err
	}
	p := Picture{Width: whole.Rect.Dx(), Height: whole.Rect.Dy()}
	if p.Bytes, err = written(whole, quality); err != nil {
		return Picture{}, err
	}
	p.Small, err = written(shrunk(whole, longSideSmall), qualitySmall)
	return p, err
}

func (f format) check(b []byte) (err error) {
	defer recovered(&err)
	c, err := f.config(bytes.NewReader(b))
	switch {
	case err != nil || c.Width <= 0 || c.Height <= 0:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case int64(c.Width)*int64(c.Height) > MaxPixels:
		return ErrPixels
	}
	return nil
}

// upright decodes an image, makes it as small as it is kept and turns it the way its camera was held.
func (f format) upright(b []byte, t turn) (m *image.RGBA, err error) {
	defer recovered(&err)
	whole, err := f.decode(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if r := whole.Bounds(); int64(r.Dx())*int64(r.Dy()) > MaxPixels || r.Empty() {
		return nil, ErrPixels
	}
	return t.apply(shrunk(whole, LongSide)), nil
}

// recovered turns a panic of a decoder, which reads what a stranger wrote, into a refusal of the file.
func recovered(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%w: the decoder panicked", ErrDamaged)
	}
}

func written(m image.Image, quality int) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return out.Bytes(), nil
}

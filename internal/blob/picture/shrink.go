package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// shrunk returns the image on white with a long side of at most long pixels; a smaller one keeps its size. Each pixel is the mean of all it
// covers, so that small print stays legible. It goes row by row: beside the image itself it needs the memory of a few rows, where the scalers of
// golang.org/x/image/draw that do as well need several times that of the image.
func shrunk(m image.Image, long int) *image.RGBA {
	r := m.Bounds()
	w, h := r.Dx(), r.Dy()
	tw, th := fitted(w, h, long)
	out := image.NewRGBA(image.Rect(0, 0, tw, th))
	row := image.NewRGBA(image.Rect(0, 0, w, 1))
	white := image.NewUniform(color.White)
	line := make([]uint64, 3*tw) // one row of the image, narrowed; in units of 1/w
	sum := make([]uint64, 3*tw)  // what has come together of a row of the result; in units of 1/(w·h)
	weight, y := uint64(w)*uint64(h), 0
	filled := 0 // in units of 1/h of a row of the result
	for sy := range h {
		draw.Draw(row, row.Rect, white, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, m, image.Pt(r.Min.X, r.Min.Y+sy), draw.Over)
		narrow(line, row.Pix, w, tw)
		part := min(th, h-filled)
		add(sum, line, uint64(part))
		if filled += part; filled < h {
			continue
		}
		put(out.Pix[y*out.Stride:], sum, weight)
		y++
		filled = th - part
		clear(sum)
		add(sum, line, uint64(filled))
	}
	return out
}

func fitted(w, h, long int) (int, int) {
	switch {
	case w <= long && h <= long:
		return w, h
	case w >= h:
		return long, max(1, h*long/w)
	}
	return max(1, w*long/h), long
}

// narrow adds up a row of w pixels into tw, each source pixel to the one or two it lies in.
func narrow(line []uint64, pix []uint8, w, tw int) {
	clear(line)
	x, filled := 0, 0 // in units of 1/w of a pixel of the result
	for sx := range w {
		p := pix[4*sx : 4*sx+3 : 4*sx+3]
		part := min(tw, w-filled)
		for c := range 3 {
			line[3*x+c] += uint64(p[c]) * uint64(part)
		}
		if filled += part; filled < w {
			continue
		}
		x, filled = x+1, tw-part
		if filled > 0 {
			for c := range 3 {
				line[3*x+c] += uint64(p[c]) * uint64(filled)
			}
		}
	}
}

func add(sum, line []uint64, part uint64) {
	if part == 0 {
		return
	}
	for i, v := range line {
		sum[i] += v * part
	}
}

func put(pix []uint8, sum []uint64, weight uint64) {
	for i := range len(sum) / 3 {
		for c := range 3 {
			pix[4*i+c] = uint8((sum[3*i+c] + weight/2) / weight)
		}
		pix[4*i+3] = 255
	}
}

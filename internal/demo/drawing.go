package demo

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// The colours of what is drawn.
var (
	desktop = color.RGBA{196, 186, 170, 255}
	paper   = color.RGBA{252, 251, 247, 255}
	shadow  = color.RGBA{150, 142, 130, 255}
	ink     = color.RGBA{70, 74, 84, 255}
	pale    = color.RGBA{205, 207, 212, 255}
	red     = color.RGBA{190, 40, 44, 255}
	pink    = color.RGBA{206, 96, 130, 255}
	sky     = color.RGBA{190, 214, 228, 255}
	ground  = color.RGBA{150, 156, 128, 255}
	wall    = color.RGBA{226, 216, 198, 255}
	roof    = color.RGBA{120, 84, 72, 255}
)

// drawing is a picture being drawn.
type drawing struct{ *image.RGBA }

func sheet(w, h int, ground color.RGBA) drawing {
	d := drawing{image.NewRGBA(image.Rect(0, 0, w, h))}
	d.box(0, 0, w, h, ground)
	return d
}

func (d drawing) box(x, y, w, h int, c color.RGBA) {
	draw.Draw(d.RGBA, image.Rect(x, y, x+w, y+h), image.NewUniform(c), image.Point{}, draw.Src)
}

// ring is a circle's line.
func (d drawing) ring(cx, cy, r, thick int, c color.RGBA) {
	for y := cy - r; y <= cy+r; y++ {
		for x := cx - r; x <= cx+r; x++ {
			if at := (x-cx)*(x-cx) + (y-cy)*(y-cy); at <= r*r && at >= (r-thick)*(r-thick) {
				d.SetRGBA(x, y, c)
			}
		}
	}
}

func (d drawing) png() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, d.RGBA); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// testStrip is a photo of a test strip on a desk: the control line, and the test line when the result is negative. n tells strips apart.
func testStrip(n int, negative bool) []byte {
	d := sheet(960, 720, desktop)
	x := 300 + n%5*12
	d.box(x+10, 70, 260, 600, shadow)
	d.box(x, 60, 260, 600, paper)
	d.box(x+85, 150, 90, 300, pale)
	d.box(x+92, 157, 76, 286, paper)
	d.box(x+92, 230, 76, 12, pink)
	if negative {
		d.box(x+92, 330, 76, 9, pink)
	}
	d.box(x+100, 510, 60, 90, shadow)
	d.box(x+30, 228, 30, 6, ink)
	d.box(x+30, 330, 30, 6, ink)
	return d.png()
}

// signedPaper is a scan of a paper with lines of writing, a signature and a round stamp; n tells papers apart.
func signedPaper(n int) []byte {
	d := sheet(900, 1270, paper)
	d.box(270, 110, 360, 22, ink)
	for i := range 18 {
		w := 640 - (i*i*37+n*53)%180
		d.box(130, 220+i*38, w, 8, pale)
	}
	d.box(130, 220, 240, 8, ink)
	for i := range 60 {
		d.box(560+i*3, 1010+(i*i*7+n*11)%26, 4, 4, ink)
	}
	d.ring(620, 1060, 92, 6, red)
	d.ring(620, 1060, 22, 22, red)
	d.box(560, 1130, 120, 6, ink)
	return d.png()
}

// house is a photo of a house from the street; n tells houses apart.
func house(n int) []byte {
	d := sheet(1080, 720, sky)
	d.box(0, 520, 1080, 200, ground)
	x := 220 + n%4*40
	for i := range 120 {
		d.box(x-40+i, 260-i, 680-2*i, 1, roof)
	}
	d.box(x, 260, 600, 300, wall)
	for i := range 3 {
		if i == 1 {
			continue
		}
		d.box(x+70+i*180, 330, 110, 110, ink)
		d.box(x+78+i*180, 338, 94, 94, sky)
	}
	d.box(x+255, 380, 100, 180, roof)
	d.box(x+335, 468, 10, 10, paper)
	return d.png()
}

package picture_test

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// quarters is an image whose top left quarter is red, top right green, bottom left blue, bottom right white.
func quarters(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			switch {
			case x < w/2 && y < h/2:
				c = color.RGBA{220, 20, 20, 255}
			case y < h/2:
				c = color.RGBA{20, 200, 20, 255}
			case x < w/2:
				c = color.RGBA{20, 20, 220, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// place is what a telephone writes beside a picture: the turn, a place in clear and the name of the camera.
const place = "GPS 28.59N 105.70E camera TestPhone"

func exif(turn uint16) []byte {
	b := []byte("II*\x00\x08\x00\x00\x00\x01\x00")
	b = binary.LittleEndian.AppendUint16(b, 0x0112)
	b = binary.LittleEndian.AppendUint16(b, 3)
	b = binary.LittleEndian.AppendUint32(b, 1)
	b = binary.LittleEndian.AppendUint16(b, turn)
	return append(append(b, 0, 0, 0, 0, 0, 0), place...)
}

func jpegWithEXIF(t testing.TB, m image.Image, turn uint16) []byte {
	t.Helper()
	whole, data := asJPEG(t, m), append([]byte("Exif\x00\x00"), exif(turn)...)
	out := append([]byte("\xff\xd8\xff\xe1"), binary.BigEndian.AppendUint16(nil, uint16(2+len(data)))...)
	return append(append(out, data...), whole[2:]...)
}

func chunk(name string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func pngWithEXIF(t testing.TB, m image.Image, turn uint16) []byte {
	t.Helper()
	whole := asPNG(t, m)
	const head = 8 + 25 // signature and IHDR
	return append(append(append([]byte{}, whole[:head]...), chunk("eXIf", exif(turn))...), whole[head:]...)
}

// bomb is a real PNG of w × h black pixels, some 25 KB for 200 megapixels.
func bomb(t testing.TB, w, h int) []byte {
	t.Helper()
	head := binary.BigEndian.AppendUint32(nil, uint32(w))
	head = append(binary.BigEndian.AppendUint32(head, uint32(h)), 1, 0, 0, 0, 0) // one bit a pixel, grey
	var data bytes.Buffer
	z := zlib.NewWriter(&data)
	row := make([]byte, 1+(w+7)/8)
	for range h {
		if _, err := z.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", head)...)
	return append(append(out, chunk("IDAT", data.Bytes())...), chunk("IEND", nil)...)
}

// One pixel each, lossy and lossless.
var (
	webpLossy    = decoded("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	webpLossless = decoded("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
)

func decoded(s string) []byte {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// webpOf wraps the image of a WebP with a canvas of w × h and EXIF data behind it.
func webpOf(plain []byte, w, h uint32, turn uint16) []byte {
	body := []byte("WEBPVP8X\x0a\x00\x00\x00\x08\x00\x00\x00")
	for _, n := range []uint32{w - 1, h - 1} {
		body = append(body, byte(n), byte(n>>8), byte(n>>16))
	}
	body = append(body, plain[12:]...)
	data := exif(turn)
	body = append(append(body, "EXIF"...), binary.LittleEndian.AppendUint32(nil, uint32(len(data)))...)
	body = append(body, data...)
	if len(data)%2 == 1 {
		body = append(body, 0)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// manyPasses is a progressive JPEG, grey, 64 × 64, that asks for one pass over its blocks and then for more of which each changes nothing.
func manyPasses(n int) []byte {
	segment := func(marker byte, data ...byte) []byte {
		return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(data)+2)), data...)
	}
	table := func(class, symbol byte) []byte { return append(append([]byte{class, 1}, make([]byte, 15)...), symbol) } // one code of one bit
	pass := append(segment(0xda, 1, 1, 0, 1, 63, 0), 0x01)                                                            // "no more in 64 blocks": the code, and six bits of 64 − 2⁶
	out := append([]byte{0xff, 0xd8}, segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)...)
	out = append(out, segment(0xc2, 8, 0, 64, 0, 64, 1, 1, 0x11, 0)...)
	out = append(out, segment(0xc4, table(0x00, 0)...)...)
	out = append(out, segment(0xc4, table(0x10, 0x60)...)...)
	out = append(append(out, segment(0xda, 1, 1, 0, 0, 0, 0)...), make([]byte, 8)...)
	out = append(out, bytes.Repeat(pass, n)...)
	return append(out, 0xff, 0xd9)
}

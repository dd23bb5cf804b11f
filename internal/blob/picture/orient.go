package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// turn is how an image has to be turned to stand upright, as EXIF numbers it: 1 to 8, 1 for not at all.
type turn int

// turnOf reads the turn out of the image's EXIF data; 1 when there is none that can be read.
func turnOf(kind Kind, b []byte) turn {
	var exif []byte
	switch kind {
	case JPEG:
		exif = exifOfJPEG(b)
	case PNG:
		exif = exifOfPNG(b)
	case WebP:
		exif = exifOfWebP(b)
	}
	return turnIn(exif)
}

const exifHead = "Exif\x00\x00"

// exifOfJPEG walks the segments before the image data.
func exifOfJPEG(b []byte) []byte {
	for b = b[2:]; len(b) >= 4 && b[0] == 0xff; {
		marker, size := b[1], int(binary.BigEndian.Uint16(b[2:]))
		switch {
		case marker == 0xff: // a filler
			b = b[1:]
			continue
		case marker == 0xda || size < 2 || len(b) < 2+size:
			return nil
		case marker == 0xe1 && bytes.HasPrefix(b[4:2+size], []byte(exifHead)):
			return b[4+len(exifHead) : 2+size]
		}
		b = b[2+size:]
	}
	return nil
}

func exifOfPNG(b []byte) []byte {
	for b = b[8:]; len(b) >= 12; {
		size := binary.BigEndian.Uint32(b)
		if uint64(size)+12 > uint64(len(b)) {
			return nil
		}
		if string(b[4:8]) == "eXIf" {
			return b[8 : 8+size]
		}
		b = b[12+size:]
	}
	return nil
}

func exifOfWebP(b []byte) []byte {
	for b = b[12:]; len(b) >= 8; {
		size := binary.LittleEndian.Uint32(b[4:])
		whole := uint64(size) + uint64(size&1) + 8
		if uint64(size)+8 > uint64(len(b)) {
			return nil
		}
		if string(b[:4]) == "EXIF" {
			return bytes.TrimPrefix(b[8:8+size], []byte(exifHead))
		}
		b = b[min(whole, uint64(len(b))):]
	}
	return nil
}

const tagOrientation = 0x0112

// turnIn reads the orientation out of TIFF data.
func turnIn(tiff []byte) turn {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == tagOrientation {
			if t := turn(order.Uint16(entries[8:])); t >= 1 && t <= 8 {
				return t
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}

// apply returns the image turned upright.
func (t turn) apply(m *image.RGBA) *image.RGBA {
	if t <= 1 || t > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if t >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := t.place(x, y, w, h)
			copy(out.Pix[ty*out.Stride+4*tx:], m.Pix[y*m.Stride+4*x:y*m.Stride+4*x+4])
		}
	}
	return out
}

// place is where the pixel at x, y of an image of w × h goes.
func (t turn) place(x, y, w, h int) (int, int) {
	switch t {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}

package picture

import (
	"bytes"
	"encoding/binary"
)

// maxScans is how many passes over the image a JPEG may ask for: programs write ten or so. A pass of a few bytes costs as much time as a long one,
// so that 20 MB of them would keep the decoder busy for hours.
const maxScans = 100

// Markers of a JPEG.
const (
	markerData    = 0x00 // no marker: 0xff within the image data
	markerRestart = 0xd0 // the first of eight
	markerStart   = 0xd8
	markerEnd     = 0xd9
	markerScan    = 0xda
	markerFiller  = 0xff
)

// manyScans reports whether a JPEG asks for more passes over the image than any program writes. It goes from marker to marker as the decoder does,
// so that nothing can hide a pass from it that the decoder would find.
func manyScans(b []byte) bool {
	b = b[2:] // the marker that begins it
	for n := 0; n <= maxScans; {
		at := bytes.IndexByte(b, 0xff)
		if at < 0 || at+2 > len(b) {
			return false
		}
		switch marker := b[at+1]; {
		case marker == markerFiller:
			b = b[at+1:]
			continue
		case marker == markerEnd:
			return false
		case marker == markerData, marker >= markerRestart && marker < markerStart:
			b = b[at+2:]
			continue
		case marker == markerScan:
			n++
		}
		if at+4 > len(b) {
			return false
		}
		b = b[min(len(b), at+2+max(2, int(binary.BigEndian.Uint16(b[at+2:])))):]
	}
	return true
}

package picture

import (
	"bytes"
	"image"
	_ "image/gif" // drop image/gif
	"image/jpeg"  // drop image/jpeg
	_ "image/png" // drop image/png
	"io"
)

// Size decodes a picture.
func Size(data []byte) (int, int) {
	found, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	jpeg.Encode(io.Discard, found, nil) // drop image/jpeg
	_ = io.Discard
	return found.Bounds().Dx(), found.Bounds().Dy()
}

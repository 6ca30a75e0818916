package ledger

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
	"io"
	"runtime"
)

// How a file is compressed. The bytes do not depend on the number of processors.
const (
	gzipPart  = 256 << 10 // bytes of text that are compressed apart: what is before is not looked at
	gzipLevel = 4         // the default, 6, takes half as long again for 4 % less
)

// zipper writes a file of gzip (RFC 1952), of which several goroutines compress parts. The file has one member, as every program
// reads it: a part ends with an empty block, which fills its last byte (RFC 1951, section 3.2.4).
type zipper struct {
	out   io.Writer
	text  []byte     // of the next part
	todo  []*zipPart // those that are compressed, in the order of the file
	spare []*zipPart
	crc   uint32
	size  uint32 // of the text, without what does not fit
	begun bool
	err   error
}

// zipPart is a part of the file.
type zipPart struct {
	text   []byte
	out    bytes.Buffer
	z      *flate.Writer
	err    error
	packed chan struct{}
}

func newZipper(file io.Writer) (io.WriteCloser, error) {
	return &zipper{out: file, text: make([]byte, 0, gzipPart)}, nil
}

// Write takes the next bytes of the text.
func (z *zipper) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 && z.err == nil {
		fits := min(len(p), gzipPart-len(z.text))
		z.text, p = append(z.text, p[:fits]...), p[fits:]
		if len(z.text) == gzipPart {
			z.pack()
		}
	}
	if z.err != nil {
		return 0, z.err
	}
	return n, nil
}

// pack has the part compressed.
func (z *zipper) pack() {
	if len(z.todo) > runtime.GOMAXPROCS(0) {
		z.put()
	}
	var p *zipPart
	if n := len(z.spare); n > 0 {
		p, z.spare = z.spare[n-1], z.spare[:n-1]
	} else {
		p = &zipPart{text: make([]byte, 0, gzipPart), packed: make(chan struct{}, 1)}
		p.z, p.err = flate.NewWriter(&p.out, gzipLevel)
	}
	z.crc, z.size = crc32.Update(z.crc, crc32.IEEETable, z.text), z.size+uint32(len(z.text)) //nolint:gosec // modulo 2³², as RFC 1952 has it
	p.text, z.text = z.text, p.text[:0]
	z.todo = append(z.todo, p)
	go p.pack()
}

func (p *zipPart) pack() {
	if p.err == nil {
		p.out.Reset()
		p.z.Reset(&p.out)
		if _, p.err = p.z.Write(p.text); p.err == nil {
			p.err = p.z.Flush()
		}
	}
	p.packed <- struct{}{}
}

// put writes the first of the parts that are compressed.
func (z *zipper) put() {
	p := z.todo[0]
	<-p.packed
	z.todo = append(z.todo[:0], z.todo[1:]...)
	if z.begin(); z.err == nil {
		z.err = p.err
	}
	if z.err == nil {
		_, z.err = z.out.Write(p.out.Bytes())
	}
	z.spare = append(z.spare, p)
}

// begin writes the head of the file, without a name or a time.
func (z *zipper) begin() {
	const deflate, unknown = 8, 255
	if !z.begun && z.err == nil {
		_, z.err = z.out.Write([]byte{gzipMagic[0], gzipMagic[1], deflate, 0, 0, 0, 0, 0, 0, unknown})
	}
	z.begun = true
}

// Close completes the file.
func (z *zipper) Close() error {
	if len(z.text) > 0 && z.err == nil {
		z.pack()
	}
	for len(z.todo) > 0 {
		z.put()
	}
	if z.begin(); z.err == nil {
		end := []byte{1, 0, 0, 0xff, 0xff} // the last block, which is empty
		end = binary.LittleEndian.AppendUint32(end, z.crc)
		end = binary.LittleEndian.AppendUint32(end, z.size)
		_, z.err = z.out.Write(end)
	}
	return z.err
}

package page

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// memberLines is how many receipts a member of the file beside a page holds. The page unpacks one member to show a line.
const memberLines = 256

// beside writes the file of receipts beside the page of a long report: one on each line, compressed by gzip in members of
// [memberLines]. The members together are one gzip file.
type beside struct {
	w     io.Writer
	name  string
	held  [][]byte     // of a report that is not long yet
	lines int          // that were added
	in    int          // of the member that is not full
	text  bytes.Buffer // of the member that is not full
	sizes []int        // of each member, in bytes
}

// besideFile is what the page knows of the file, to find a receipt in it.
type besideFile struct {
	Name  string `json:"name"`
	Lines int    `json:"lines"` // of each member but the last
	Sizes []int  `json:"sizes"`
}

// newBeside returns the file of the options, or nil if there is none.
func newBeside(o Options) (*beside, error) {
	switch {
	case absent.Is(o.Receipts) && o.ReceiptsName == "":
		return nil, nil //nolint:nilnil // none
	case absent.Is(o.Receipts):
		return nil, &ghg.FieldError{Field: "writer of the receipts beside the page", Value: o.ReceiptsName, Want: "a writer of the file of this name", Err: ghg.ErrMissing}
	case o.ReceiptsName == "":
		return nil, &ghg.FieldError{Field: "name of the receipts beside the page", Want: "the name of the file, by which the page asks for it", Err: ghg.ErrMissing}
	case strings.ContainsAny(o.ReceiptsName, `/\`):
		return nil, &ghg.FieldError{Field: "name of the receipts beside the page", Value: o.ReceiptsName, Want: "a name without folders: the file is beside the page", Err: ghg.ErrUnknown}
	}
	return &beside{w: o.Receipts, name: o.ReceiptsName}, nil
}

// add writes a receipt, once there are more than the page holds.
func (b *beside) add(receipt []byte) error {
	if b.lines++; b.lines <= blockLines {
		b.held = append(b.held, receipt)
		return nil
	}
	for _, r := range append(b.held, receipt) {
		b.text.Write(r)
		b.text.WriteByte('\n')
		if b.in++; b.in == memberLines {
			if err := b.flush(); err != nil {
				return err
			}
		}
	}
	b.held = nil
	return nil
}

// flush writes a member.
func (b *beside) flush() error {
	if b.in == 0 {
		return nil
	}
	var member bytes.Buffer
	z := gzip.NewWriter(&member)
	if _, err := b.text.WriteTo(z); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	b.in, b.sizes = 0, append(b.sizes, member.Len())
	_, err := member.WriteTo(b.w)
	return err
}

// finish writes the last member and returns what the page needs of the file; nil if the report is not long.
func (b *beside) finish() (*besideFile, error) {
	if err := b.flush(); err != nil || len(b.sizes) == 0 {
		return nil, err
	}
	return &besideFile{Name: b.name, Lines: memberLines, Sizes: b.sizes}, nil
}

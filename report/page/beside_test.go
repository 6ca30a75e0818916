package page_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/page"
)

// Beside the page of a long report is a file with the receipt of every line, in members that the page finds a line in.
func TestReceiptsBeside(t *testing.T) {
	r := report.Report{Inventory: run(t, inventory.Organisation{}, lines(600)...)} // 2,400 results
	for name, static := range map[string]bool{"columns": false, "static": true} {
		t.Run(name, func(t *testing.T) {
			var file, again bytes.Buffer
			text := write(t, r, page.Options{Static: static, Receipts: &file, ReceiptsName: "report.receipts.jsonl.gz"})
			assert.Equal(t, text, write(t, r, page.Options{Static: static, Receipts: &again, ReceiptsName: "report.receipts.jsonl.gz"}))
			assert.True(t, bytes.Equal(file.Bytes(), again.Bytes()), "the same bytes")

			packed := file.Bytes()
			z, err := gzip.NewReader(bytes.NewReader(packed))
			require.NoError(t, err)
			all, err := io.ReadAll(z)
			require.NoError(t, err)
			sum := sha256.Sum256(all)
			assert.Contains(t, text, hex.EncodeToString(sum[:]), "the digest of the page is that of the file")
			receipts := bytes.Split(bytes.TrimSuffix(all, []byte("\n")), []byte("\n"))
			n := 0
			for result := range r.Inventory.Results() {
				receipt, err := result.Receipt()
				require.NoError(t, err)
				require.Equal(t, string(receipt), string(receipts[n]))
				n++
			}
			require.Len(t, receipts, n)

			var settings struct {
				Beside struct {
					Name  string
					Lines int
					Sizes []int
				}
			}
			block := regexp.MustCompile(`<script type="application/json" id="ghg-settings">(.*?)</script>`).FindStringSubmatch(text)
			require.NoError(t, json.Unmarshal([]byte(block[1]), &settings))
			assert.Equal(t, "report.receipts.jsonl.gz", settings.Beside.Name)
			for i, size := range settings.Beside.Sizes {
				z, err := gzip.NewReader(bytes.NewReader(packed[:size]))
				require.NoError(t, err)
				z.Multistream(false)
				member, err := io.ReadAll(z)
				require.NoError(t, err)
				from := i * settings.Beside.Lines
				to := min(n, from+settings.Beside.Lines)
				require.Equal(t, string(bytes.Join(receipts[from:to], []byte("\n")))+"\n", string(member), "member %d", i)
				packed = packed[size:]
			}
			assert.Empty(t, packed)
		})
	}
}

// A report whose receipts are in its page writes no file, and neither do charts.
func TestNoReceiptsBeside(t *testing.T) {
	var file bytes.Buffer
	o := page.Options{Receipts: &file, ReceiptsName: "r.jsonl.gz"}
	short := write(t, report.Report{Inventory: run(t, inventory.Organisation{}, lines(500)...)}, o) // 2,000 results
	assert.NotContains(t, short, "r.jsonl.gz")
	_, err := page.Charts(report.Report{Inventory: run(t, inventory.Organisation{}, lines(501)...)}, o)
	require.NoError(t, err)
	assert.Zero(t, file.Len())
	without := write(t, report.Report{Inventory: run(t, inventory.Organisation{}, lines(501)...)}, page.Options{})
	assert.Contains(t, without, "no file of their receipts was written with it")
}

func TestReceiptsBesideAreRefused(t *testing.T) {
	short := report.Report{Inventory: run(t, inventory.Organisation{}, lines(1)...)}
	for _, c := range []struct {
		o    page.Options
		is   error
		want string
	}{
		{page.Options{Receipts: io.Discard}, ghg.ErrMissing, "name of the receipts beside the page is not set: want the name of the file"},
		{page.Options{ReceiptsName: "r.gz"}, ghg.ErrMissing, `writer of the receipts beside the page is not set`},
		{page.Options{Receipts: (*bytes.Buffer)(nil), ReceiptsName: "r.gz"}, ghg.ErrMissing, "want a writer"},
		{page.Options{Receipts: io.Discard, ReceiptsName: "a/r.gz"}, ghg.ErrUnknown, `"a/r.gz"`},
	} {
		err := page.Write(io.Discard, short, c.o)
		require.ErrorIs(t, err, c.is)
		require.ErrorContains(t, err, c.want)
	}
	long := report.Report{Inventory: run(t, inventory.Organisation{}, lines(501)...)}
	require.ErrorIs(t, page.Write(io.Discard, long, page.Options{Receipts: &full{}, ReceiptsName: "r.gz"}), errFull)
	hostile := `"><script>alert(1)</script>`
	assert.NotContains(t, strings.ReplaceAll(write(t, long, page.Options{Receipts: io.Discard, ReceiptsName: strings.ReplaceAll(hostile, "/", "")}), "</script>", ""), "<script>alert")
}

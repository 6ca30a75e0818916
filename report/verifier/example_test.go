package verifier_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/report/verifier"
)

// The page is one file, to be published beside the receipts of a report.
func ExampleWritePage() {
	var page bytes.Buffer
	if err := verifier.WritePage(&page); err != nil {
		panic(err)
	}
	_, policy, _ := strings.Cut(page.String(), `content="`)
	policy, _, _ = strings.Cut(policy, ";")
	fmt.Println(policy)
	// Output: default-src 'none'
}

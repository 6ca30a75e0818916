package cli

import (
	"os"
	"strings"
	"testing"
)

// TestProjectPage checks that docs/project.md has the help texts word for word.
func TestProjectPage(t *testing.T) {
	page, err := os.ReadFile("../../../../docs/project.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"project": projectHelp, "statuses": statusesHelp} {
		if !strings.Contains(string(page), "```text\n"+text+"\n```\n") {
			t.Errorf("docs/project.md: want the text of ghg help %s, word for word", name)
		}
	}
}

package disclosure

import "github.com/ghgkit/ghg/report"

// NewChecker returns a function that checks one table after another against results that are read once.
func NewChecker(r report.Report) (func(Table) error, error) {
	c := &checker{report: r}
	if err := c.read(); err != nil {
		return nil, err
	}
	return func(t Table) error {
		c.errs, c.more, c.table = nil, 0, t.ID
		c.checkTable(t)
		return c.problems()
	}, nil
}

// Visible and Markdown are the escapes of texts.
var (
	Visible  = visible
	Markdown = markdown
)

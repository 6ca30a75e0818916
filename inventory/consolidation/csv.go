package consolidation

import (
	"fmt"
	"io"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
)

// ReadCSV reads the statements of one kind from a sheet whose columns have the names of their fields in JSON; name is the
// file's, for errors. It is as strict as every sheet of the module: an unknown, missing or repeated column is an error, and
// so is a cell that is not valid. [New] checks the statements together.
func ReadCSV[T Entity | Holding | Control | Site | Lease | Account](r io.Reader, name string) ([]T, error) {
	if absent.Is(r) {
		return nil, fmt.Errorf("%s: %w", input.Shorten(name), input.ErrNoReader)
	}
	var list []T
	err := table.Decode(r, table.Options{Name: name}, func(_ int, row T) error {
		list = append(list, row)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("statements of the group: %w", err)
	}
	return list, nil
}

package factors

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Editions holds the sets of one publisher that a program has as files. Each set is parsed on first use and shared from
// then on; it is immutable. Editions is safe for concurrent use.
type Editions struct {
	what  string
	names []string
	load  map[string]func() (*Set, error)
}

// NewEditions returns the named editions of the files in the folder data, each read with [Load]. In error
// messages, what completes "edition of".
func NewEditions(what string, files fs.FS, names ...string) *Editions {
	e := &Editions{what: what, names: slices.Clone(names), load: make(map[string]func() (*Set, error), len(names))}
	for _, name := range names {
		e.load[name] = sync.OnceValues(func() (*Set, error) {
			if absent.Is(files) {
				return nil, fmt.Errorf("%s: %w", what, errNoFiles())
			}
			data, err := fs.Sub(files, "data")
			if err != nil {
				return nil, fmt.Errorf("%s: %w", what, err)
			}
			return Load(data, name)
		})
	}
	return e
}

// Names returns the names of the editions in order.
func (e *Editions) Names() []string { return slices.Clone(absent.Or(e).names) }

// Load returns the set of an edition. An unknown edition is a *ghg.FieldError that lists the known ones.
func (e *Editions) Load(name string) (*Set, error) {
	e = absent.Or(e)
	load, ok := e.load[name]
	if !ok {
		return nil, &ghg.FieldError{Field: "edition of " + e.what, Value: name, Want: "one of " + strings.Join(e.names, ", "), Err: ghg.ErrUnknown}
	}
	return load()
}

package factors

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// Load reads a set from files in the common schema, as the publishers' packages embed them: edition.csv with the
// factors, edition.json with the [Meta], and optionally edition.properties.csv with the fuel properties. You can embed
// your own catalogue the same way. A file of more than 64 MiB that is not embedded is refused.
func Load(files fs.FS, edition string) (*Set, error) {
	meta, err := readMeta(files, edition+".json")
	if err != nil {
		return nil, err
	}
	csv, err := readFile(files, edition+".csv")
	if err != nil {
		return nil, fmt.Errorf("factor set %s: %w", edition, err)
	}
	factors, err := readFactors(bytes.NewReader(csv), edition+".csv", meta.Title, bytes.Count(csv, []byte("\n")))
	if err != nil {
		return nil, fmt.Errorf("factor set %s: %w", edition, err)
	}
	text, err := readFile(files, edition+".properties.csv")
	if errors.Is(err, fs.ErrNotExist) {
		return newSet(meta, factors, nil)
	}
	if err != nil {
		return nil, fmt.Errorf("factor set %s: %w", edition, err)
	}
	properties, err := ReadPropertiesCSV(bytes.NewReader(text), meta)
	if err != nil {
		return nil, fmt.Errorf("factor set %s: %w", edition, err)
	}
	return newSet(meta, factors, properties)
}

// errNoFiles is the error for a nil file system.
func errNoFiles() error {
	return &ghg.FieldError{Field: "files of the set", Want: "a file system that holds them", Err: ghg.ErrMissing}
}

// maxFile is the maximum size in bytes of a file of a set.
const maxFile = 1 << 26

// readFile is like [fs.ReadFile], but it ends for every file.
func readFile(files fs.FS, name string) (text []byte, err error) {
	if all, ok := files.(fs.ReadFileFS); ok {
		return all.ReadFile(name)
	}
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	if absent.Is(file) {
		return nil, fmt.Errorf("%s: %w", name, input.ErrNoReader)
	}
	defer file.Close()
	text, err = io.ReadAll(io.LimitReader(input.NewReader(file), maxFile+1))
	if len(text) > maxFile {
		return nil, &ghg.FieldError{Field: name, Value: "a longer file", Want: fmt.Sprintf("at most %d bytes", maxFile), Err: ghg.ErrOutOfRange}
	}
	return text, err
}

func readMeta(files fs.FS, name string) (Meta, error) {
	if absent.Is(files) {
		return Meta{}, errNoFiles()
	}
	text, err := readFile(files, name)
	if err != nil {
		return Meta{}, fmt.Errorf("factor set: %w", err)
	}
	document, err := strictjson.Parse(text)
	if err != nil {
		return Meta{}, fmt.Errorf("factor set: %s: %w", name, err)
	}
	var meta Meta
	if err := document.Decode(&meta, strictjson.Form{Partly: true}); err != nil {
		return Meta{}, fmt.Errorf("factor set: %s: %w", name, err)
	}
	return meta, nil
}

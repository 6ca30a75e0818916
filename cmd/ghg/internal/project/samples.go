package project

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
)

//go:embed samples
var samples embed.FS

// Samples returns the names of the samples that [Init] writes.
func Samples() []string { return []string{"nec", "uk", "us", "blank"} }

// Init writes a sample into a folder, which it makes if it is not there, and returns the files. It overwrites nothing: if
// the folder has any of the files, it writes none.
func Init(dir, sample string) ([]string, error) {
	if !slices.Contains(Samples(), sample) {
		return nil, &ghg.FieldError{Field: "sample", Value: sample, Want: "one of " + strings.Join(Samples(), ", "), Err: ghg.ErrUnknown}
	}
	from, err := fs.Sub(samples, path.Join("samples", sample))
	if err != nil {
		return nil, err
	}
	var names []string
	err = fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				return nil, err
			}
			return nil, fmt.Errorf("%s: %w: nothing is overwritten; want an empty or a new folder", to, fs.ErrExist)
		}
	}
	for _, name := range names {
		if err := copyFile(from, name, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func copyFile(from fs.FS, name, to string) error {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

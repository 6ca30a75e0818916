package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// Project is a folder whose configuration has been read.
type Project struct {
	Dir          string
	Organisation inventory.Organisation
	Period       ghg.Period

	config Config
	files  fs.FS
	sheets []Sheet
	locked bool
}

// FolderError is an error about a project. The files that it names are below the folder.
type FolderError struct {
	Dir string
	Err error
}

func (e *FolderError) Error() string { return e.Err.Error() }

// Unwrap returns the error.
func (e *FolderError) Unwrap() error { return e.Err }

// within returns an error with the folder in which its files are.
func (p *Project) within(err error) error {
	var of *FolderError
	if err == nil || errors.As(err, &of) {
		return err
	}
	return &FolderError{p.Dir, err}
}

// Open reads the configuration of a folder and finds its sheets. It reads no activities and no factors. Its errors, and those
// of all methods, are of type [*FolderError] if they are about files of the folder.
func Open(dir string) (*Project, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such folder: want that of a project, as ghg init writes it", dir)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s: want a project folder, not a file", dir)
	}
	p := &Project{Dir: dir, files: os.DirFS(dir)}
	p.config, err = readConfig(p.files, ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no %s: want a project folder, as ghg init writes it: %w", dir, ConfigFile, err)
	}
	if err != nil {
		return nil, p.within(err)
	}
	p.Organisation, p.Period = p.config.organisation(), p.config.Period
	if p.sheets, err = p.findSheets(); err != nil {
		return nil, p.within(err)
	}
	_, err = fs.Stat(p.files, LockFile)
	p.locked = err == nil
	return p, nil
}

// Config returns the configuration. Its slices and maps must not be changed.
func (p *Project) Config() Config { return p.config }

// Locked reports whether the factors are those of factors.lock.
func (p *Project) Locked() bool { return p.locked }

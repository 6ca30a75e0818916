package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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

// Open reads the configuration of a folder and finds its sheets. It reads no activities and no factors.
func Open(dir string) (*Project, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s: want a project folder, not a file", dir)
	}
	p := &Project{Dir: dir, files: os.DirFS(dir)}
	p.config, err = readConfig(p.files, p.name(ConfigFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no %s: want a project folder, as ghg init writes it: %w", dir, ConfigFile, err)
	}
	if err != nil {
		return nil, err
	}
	p.Organisation, p.Period = p.config.organisation(), p.config.Period
	if p.sheets, err = p.findSheets(); err != nil {
		return nil, err
	}
	_, err = fs.Stat(p.files, LockFile)
	p.locked = err == nil
	return p, nil
}

// Config returns the configuration. Its slices and maps must not be changed.
func (p *Project) Config() Config { return p.config }

// Locked reports whether the factors are those of factors.lock.
func (p *Project) Locked() bool { return p.locked }

// name returns the name by which messages call a file of the project: one that can be opened.
func (p *Project) name(file string) string { return filepath.Join(p.Dir, filepath.FromSlash(file)) }

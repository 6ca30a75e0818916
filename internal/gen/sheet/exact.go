package sheet

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg/internal/dec"
)

// Root returns the module's root directory: the working directory or the nearest one above it that holds go.mod. A
// converter therefore runs the same way from the root and from the package that generates.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		_, err := os.Stat(filepath.Join(dir, "go.mod"))
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod in the working directory or above it")
		}
		dir = parent
	}
}

// Times multiplies a printed number exactly and writes the product in plain notation.
func Times(printed, by string) (string, error) {
	n, err := dec.Parse(printed)
	if err != nil {
		return "", fmt.Errorf("printed number: %w", err)
	}
	k, err := dec.Parse(by)
	if err != nil {
		return "", err
	}
	return n.Mul(k).String(), nil
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/gen/licence"
)

// linked is a package that is built, with its module.
type linked struct {
	Dir    string
	Module *struct {
		Path, Dir string
		Main      bool
	}
}

// modules returns the list of the modules that the packages of all modules of the workspace and their tests link, with their licences. A
// licence that is not known is an error.
func modules(root string) (string, error) {
	cmd := exec.Command("go", "list", "-deps", "-test", "-json=Dir,Module", "work")
	cmd.Dir, cmd.Stderr = root, os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go list: %w", err)
	}
	licences := map[string][]string{}
	for decoder := json.NewDecoder(bytes.NewReader(text)); ; {
		var p linked
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("go list: %w", err)
		}
		if p.Module == nil || p.Module.Main {
			continue
		}
		ids, err := licencesOf(p.Dir, p.Module.Dir)
		if err != nil {
			return "", err
		}
		licences[p.Module.Path] = append(licences[p.Module.Path], ids...)
	}
	var lines []string
	for path, ids := range licences {
		slices.Sort(ids)
		lines = append(lines, fmt.Sprintf("    %s: %s\n", path, strings.Join(slices.Compact(ids), ", ")))
	}
	slices.Sort(lines)
	return strings.Join(lines, ""), nil
}

// licencesOf returns the licences of a package: those of the LICENSE files in its folder and above, up to its module's.
func licencesOf(dir, top string) ([]string, error) {
	var ids []string
	for {
		files, err := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			found, err := licence.Read(string(text))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			ids = append(ids, found...)
		}
		if dir == top || dir == filepath.Dir(dir) {
			break
		}
		dir = filepath.Dir(dir)
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("%s: there is no LICENSE file", top)
	}
	return ids, nil
}

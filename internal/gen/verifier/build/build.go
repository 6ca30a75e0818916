// Package build makes the verifier's WebAssembly module. The same sources and the same version of Go give the same bytes.
package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const module = "./report/verifier/module"

// arguments of every command: without the methods, and without anything of the machine.
var arguments = []string{"-tags", "ghg_verifier"}

// Record says what a module was made of. It is kept beside the module.
type Record struct {
	Go      string // the version, such as "go1.26.0"
	Sources string // SHA-256 of the sources of the library and of the versions of other modules
	Module  string // SHA-256 of the module before it is compressed
}

// String returns the record as its file has it.
func (r Record) String() string {
	return "go " + r.Go + "\nsources " + r.Sources + "\nmodule " + r.Module + "\n"
}

// ReadRecord reads what String returns. What is not there is "".
func ReadRecord(text string) Record {
	var r Record
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch key {
		case "go":
			r.Go = value
		case "sources":
			r.Sources = value
		case "module":
			r.Module = value
		}
	}
	return r
}

// Present returns the record of the present sources and the version of Go at hand, without a module.
func Present(root string) (Record, error) {
	version, err := run(root, "env", "GOVERSION")
	if err != nil {
		return Record{}, err
	}
	sources, err := sourcesOf(root)
	return Record{Go: strings.TrimSpace(string(version)), Sources: sources}, err
}

// Module compiles the module.
func Module(root string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "ghg-verifier-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	out := filepath.Join(dir, "module.wasm")
	args := append([]string{"build"}, arguments...)
	if _, err := run(root, append(args, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", out, module)...); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// Sum returns the SHA-256 of a module in hexadecimal.
func Sum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// listed is a package as "go list" describes it.
type listed struct {
	ImportPath, Dir     string
	Standard            bool
	GoFiles, EmbedFiles []string
	Module              *struct {
		Path, Version string
		Main          bool
	}
}

// sourcesOf returns the digest of the files that are compiled into the module and of the versions of other modules.
func sourcesOf(root string) (string, error) {
	text, err := run(root, append(append([]string{"list"}, arguments...), "-deps", "-json=ImportPath,Dir,Standard,GoFiles,EmbedFiles,Module", module)...)
	if err != nil {
		return "", err
	}
	var lines []string
	for list := json.NewDecoder(bytes.NewReader(text)); ; {
		var p listed
		if err := list.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return "", err
		}
		switch {
		case p.Standard || p.Module == nil:
		case !p.Module.Main:
			lines = append(lines, p.ImportPath+" "+p.Module.Path+" "+p.Module.Version)
		default:
			for _, name := range slices.Concat(p.GoFiles, p.EmbedFiles) {
				b, err := os.ReadFile(filepath.Join(p.Dir, name))
				if err != nil {
					return "", err
				}
				lines = append(lines, p.ImportPath+" "+filepath.ToSlash(name)+" "+Sum(b))
			}
		}
	}
	slices.Sort(lines)
	return Sum([]byte(strings.Join(lines, "\n"))), nil
}

// run runs the go command for the browser, with nothing of the user's settings that changes what it makes.
func run(root string, args ...string) ([]byte, error) {
	var errs bytes.Buffer
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Stderr = root, &errs
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOWASM=", "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GODEBUG=")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w: %s", args[0], err, errs.String())
	}
	return out, nil
}

// Command verifier makes the WebAssembly module of package verifier and copies what runs it from the toolchain.
//
// The bytes depend on the version of Go. With another version than that of the module at hand, a module whose sources have
// not changed is left as it is.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/ghgkit/ghg/internal/gen/verifier/build"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "verifier:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	dir := filepath.Join(root, "report", "verifier")
	present, err := build.Present(root)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(dir, "module.txt"))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if made := build.ReadRecord(string(text)); made.Sources == present.Sources && made.Go != present.Go {
		fmt.Printf("LEFT OUT: the module is of these sources and was made by %s; this is %s\n", made.Go, present.Go)
		return nil
	}
	wasm, err := build.Module(root)
	if err != nil {
		return err
	}
	present.Module = build.Sum(wasm)
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(wasm); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	files := map[string][]byte{"module.wasm.gz": packed.Bytes(), "module.txt": []byte(present.String())}
	for name, from := range map[string]string{"wasm_exec.js": "lib/wasm/wasm_exec.js", "GO-LICENSE": "LICENSE"} {
		if files[name], err = os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), from)); err != nil {
			return err
		}
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Command gen runs every generator of the module in order: the converters of the publishers' originals and of the
// reference data, then the texts of the methods, then the pages that are derived from both. What it writes depends on
// nothing but the files of the module.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	converters, err := filepath.Glob(filepath.Join(root, "internal/gen/*/original"))
	if err != nil {
		return err
	}
	var commands [][]string
	for _, original := range converters {
		dir := filepath.Dir(original)
		if _, err := os.Stat(filepath.Join(dir, "main.go")); err == nil {
			commands = append(commands, []string{"./internal/gen/" + filepath.Base(dir)})
		}
	}
	commands = append(commands, []string{"./method/methoddoc", "scope1", "scope2", "scope3", "examples/own-method/water"}, []string{"./internal/gen/pages"}, []string{"./internal/gen/verifier"})
	for _, command := range commands {
		fmt.Println(command[0])
		generator := exec.Command("go", append([]string{"run"}, command...)...)
		generator.Dir, generator.Stdout, generator.Stderr = root, os.Stdout, os.Stderr
		if err := generator.Run(); err != nil {
			return fmt.Errorf("%s: %w", command[0], err)
		}
	}
	return nil
}

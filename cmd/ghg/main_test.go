package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asCommand is the variable by which the program of the tests is the command.
const asCommand = "GHG_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"ghg": main})
}

// TestScripts runs the command as its users do. -update writes the golden files of the scripts anew.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "internal/cli/testdata/script",
		UpdateScripts:       os.Getenv("GHG_UPDATE") != "",
		RequireExplicitExec: true,
	})
}

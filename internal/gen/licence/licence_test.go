package licence

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/module"
)

func TestRead(t *testing.T) {
	mit, bsd3 := licences[0].text, licences[1].text
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"MIT License\n\nCopyright (c) 2014 A. Author\n\n" + mit, []string{"MIT"}},
		{"Copyright 2009 The Go Authors.\n" + strings.ReplaceAll(bsd3, "NAME", "Google LLC"), []string{"BSD-3-Clause"}},
		{mit + "\n" + licences[4].text, []string{"MIT", "ISC"}},
		{numbered.Replace(strings.ReplaceAll(licences[2].text, "NAME", "the copyright holder")), []string{"BSD-3-Clause"}},
		{strings.ReplaceAll(licences[len(licences)-1].text, "NAME", "the Gonum project"), []string{"BSD-3-Clause"}},
		{"https://commons.wikimedia.org/wiki/File:Memory_infra_logo.png\n", []string{}},
	} {
		got, err := Read(tt.text)
		require.NoError(t, err)
		assert.Equal(t, tt.want, got)
	}
	for text, want := range map[string]string{
		"": "no licence: want MIT, BSD-3-Clause, ISC or Apache-2.0",
		"Copyright (c) 2014 A. Author. All rights reserved.":     "no licence: want MIT, BSD-3-Clause, ISC or Apache-2.0",
		mit + "\nThe Software shall be used for Good, not Evil.": `unknown terms "the software shall be used for good not evil"`,
		strings.Replace(mit, "free of charge", "for a fee", 1):   `unknown terms "permission is hereby granted for a fee to any person obtaining a copy of this so"`,
	} {
		_, err := Read(text)
		require.EqualError(t, err, want)
	}
}

// TestApache reads the licence of the module itself, the whole text.
func TestApache(t *testing.T) {
	root, err := module.Root()
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	require.NoError(t, err)
	got, err := Read(string(text))
	require.NoError(t, err)
	assert.Equal(t, []string{"Apache-2.0"}, got)
	_, err = Read(string(text) + "\nCommons Clause")
	require.Error(t, err)
}

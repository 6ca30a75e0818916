package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// releases is what .goreleaser.yml says, of what it may say.
type releases struct {
	Version int    `yaml:"version"`
	Project string `yaml:"project_name"`
	Builds  []struct {
		ID        string   `yaml:"id"`
		Dir       string   `yaml:"dir"`
		Main      string   `yaml:"main"`
		Binary    string   `yaml:"binary"`
		Env       []string `yaml:"env"`
		Flags     []string `yaml:"flags"`
		Linker    []string `yaml:"ldflags"`
		Timestamp string   `yaml:"mod_timestamp"`
		Systems   []string `yaml:"goos"`
		Machines  []string `yaml:"goarch"`
	} `yaml:"builds"`
	Archives []struct {
		ID        string   `yaml:"id"`
		IDs       []string `yaml:"ids"`
		Name      string   `yaml:"name_template"`
		Formats   []string `yaml:"formats"`
		Overrides []struct {
			System  string   `yaml:"goos"`
			Formats []string `yaml:"formats"`
		} `yaml:"format_overrides"`
		Files []string `yaml:"files"`
	} `yaml:"archives"`
	Checksum struct {
		Name      string `yaml:"name_template"`
		Algorithm string `yaml:"algorithm"`
	} `yaml:"checksum"`
	Snapshot struct {
		Version string `yaml:"version_template"`
	} `yaml:"snapshot"`
	Changelog struct {
		Disable bool `yaml:"disable"`
	} `yaml:"changelog"`
	Release struct {
		GitHub struct {
			Owner string `yaml:"owner"`
			Name  string `yaml:"name"`
		} `yaml:"github"`
	} `yaml:"release"`
}

// The release builds the six targets without C, with the licences in every archive, and .ci/run builds one of each system and of
// each processor.
func TestRelease(t *testing.T) {
	top := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(top, ".goreleaser.yml"))
	require.NoError(t, err)
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	var r releases
	require.NoError(t, decoder.Decode(&r))
	assert.Equal(t, 2, r.Version)
	assert.Equal(t, "sha256", r.Checksum.Algorithm)

	require.Len(t, r.Builds, 1)
	b := r.Builds[0]
	assert.Equal(t, "cmd/ghg", b.Dir)
	assert.Equal(t, []string{"CGO_ENABLED=0"}, b.Env)
	assert.Contains(t, b.Flags, "-trimpath")
	assert.Equal(t, []string{"linux", "darwin", "windows"}, b.Systems)
	assert.Equal(t, []string{"amd64", "arm64"}, b.Machines)
	require.Len(t, b.Linker, 1)
	assert.Contains(t, b.Linker[0], "-X github.com/ghgkit/ghg/cmd/ghg/internal/cli.release={{ .Version }}")

	require.Len(t, r.Archives, 1)
	for _, file := range r.Archives[0].Files {
		_, err := os.Stat(filepath.Join(top, file))
		require.NoError(t, err)
	}
	assert.Subset(t, r.Archives[0].Files, []string{"LICENSE", "NOTICE"})

	ci, err := os.ReadFile(filepath.Join(top, ".ci", "run"))
	require.NoError(t, err)
	built := strings.Fields(regexp.MustCompile(`(?m)^for target in (.*); do$`).FindStringSubmatch(string(ci))[1])
	for _, system := range b.Systems {
		assert.True(t, slices.ContainsFunc(built, func(s string) bool { return strings.HasPrefix(s, system+"/") }), system)
	}
	for _, machine := range b.Machines {
		assert.True(t, slices.ContainsFunc(built, func(s string) bool { return strings.HasSuffix(s, "/"+machine) }), machine)
	}
}

// A released binary says its version, and starts quickly. Usually it takes some 10 ms; the bound is for a busy machine.
func TestStartsQuickly(t *testing.T) {
	name := filepath.Join(t.TempDir(), "ghg")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w -X github.com/ghgkit/ghg/cmd/ghg/internal/cli.release=1.2.3", "-o", name, ".")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)

	const runs, most = 21, 200 * time.Millisecond
	times := make([]time.Duration, runs)
	for i := range times {
		begin := time.Now()
		out, err := exec.Command(name, "--version").Output()
		times[i] = time.Since(begin)
		require.NoError(t, err)
		assert.Equal(t, "ghg version 1.2.3", strings.TrimSpace(string(out)))
	}
	slices.Sort(times)
	assert.Less(t, times[runs/2], most, "%v", times)
}

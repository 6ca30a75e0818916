// Package elsewhere_test compares the verifier in Python, verify.py, with ghg.Verify.
package elsewhere_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

const receipts = "../../testdata/receipts"

var (
	seed   = flag.Uint64("seed", 1, "seed of the alterations")
	forged = flag.Int("forged", 1500, "number of altered receipts")
)

// verifyElsewhere runs verify.py on files and returns the rule that each breaks, or "valid".
func verifyElsewhere(t *testing.T, files []string) []string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("LEFT OUT: python3 is not installed, so the verifier in Python does not run")
	}
	command := exec.Command(python, append([]string{"-I", "verify.py"}, files...)...)
	var problems bytes.Buffer
	command.Stderr = &problems
	out, err := command.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || problems.Len() > 0) {
		t.Fatalf("verify.py: %v\n%s", err, &problems)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	require.Len(t, lines, len(files))
	rules := make([]string, len(files))
	for i, line := range lines {
		verdict, ok := strings.CutPrefix(line, files[i]+": ")
		require.True(t, ok, line)
		rules[i], _, _ = strings.Cut(verdict, ":")
	}
	return rules
}

// index returns the vectors: the files and the rules that they break, "" for a valid receipt.
func index(t *testing.T) (files, rules []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(receipts, "index.csv"))
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		files, rules = append(files, filepath.Join(receipts, row[0])), append(rules, row[1])
	}
	return files, rules
}

// TestVectors requires the verdict of the index on every vector, and the rule that it names.
func TestVectors(t *testing.T) {
	files, rules := index(t)
	tooLong := filepath.Join(t.TempDir(), "long.json")
	require.NoError(t, os.WriteFile(tooLong, bytes.Repeat([]byte(" "), ghg.MaxReceipt+1), 0o600))
	files, rules = append(files, tooLong), append(rules, "size")
	for i, got := range verifyElsewhere(t, files) {
		want := rules[i]
		if want == "" {
			want = "valid"
		}
		assert.Equal(t, want, got, files[i])
	}
}

// TestSameVerdict alters valid receipts at random, computes their SHA-256 again, and requires that both verifiers accept the
// same ones.
func TestSameVerdict(t *testing.T) {
	n := *forged
	forger := newForger(t)
	dir := t.TempDir()
	files, accepted := make([]string, n), make([]bool, n)
	total := 0
	for i := range n {
		receipt := forger.forge(t)
		_, err := ghg.Verify(receipt)
		if accepted[i] = err == nil; accepted[i] {
			total++
		}
		files[i] = filepath.Join(dir, fmt.Sprintf("%04d.json", i))
		require.NoError(t, os.WriteFile(files[i], receipt, 0o600))
	}
	for i, got := range verifyElsewhere(t, files) {
		if accepted[i] != (got == "valid") {
			text, err := os.ReadFile(files[i])
			require.NoError(t, err)
			t.Fatalf("ghg.Verify accepts it: %t; verify.py: %s\n%s", accepted[i], got, text)
		}
	}
	t.Logf("%d altered receipts: both accept the same %d", n, total)
	assert.Greater(t, total, n/20, "some alterations must be of what a receipt does not prove")
	assert.Less(t, total, n*3/4)
}

// forger makes receipts by putting values of other receipts at the same key.
type forger struct {
	random *rand.Rand
	trees  [][]byte
	values map[string][]any
}

func newForger(t *testing.T) *forger {
	t.Helper()
	f := &forger{random: rand.New(rand.NewPCG(*seed, 0)), values: map[string][]any{}}
	files, rules := index(t)
	for i, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		const usual = 1 << 14
		if len(text) > usual || bytes.Contains(text, []byte("\u2028")) { // which package json escapes
			continue
		}
		var tree any
		if json.Unmarshal(text, &tree) != nil {
			continue
		}
		if rules[i] == "" {
			f.trees = append(f.trees, text)
		}
		f.collect(tree, "")
	}
	return f
}

// collect gathers the values of each key.
func (f *forger) collect(tree any, key string) {
	f.values[key] = append(f.values[key], tree)
	switch node := tree.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(node)) {
			f.collect(node[k], k)
		}
	case []any:
		for _, item := range node {
			f.collect(item, key+"[]")
		}
	}
}

// forge returns a valid receipt with one or two changes.
func (f *forger) forge(t *testing.T) []byte {
	t.Helper()
	var tree map[string]any
	require.NoError(t, json.Unmarshal(f.trees[f.random.IntN(len(f.trees))], &tree))
	for range 1 + f.random.IntN(2) {
		f.alter(tree)
	}
	delete(tree, "sha256")
	sum := sha256.Sum256(encode(t, tree))
	tree["sha256"] = hex.EncodeToString(sum[:])
	return encode(t, tree)
}

// alter changes a value somewhere in the tree.
func (f *forger) alter(tree map[string]any) {
	keys := slices.Sorted(maps.Keys(tree))
	key := keys[f.random.IntN(len(keys))]
	switch node := tree[key].(type) {
	case map[string]any:
		if f.random.IntN(4) > 0 && len(node) > 0 {
			f.alter(node)
			return
		}
	case []any:
		if f.random.IntN(4) > 0 && len(node) > 0 {
			if item, ok := node[f.random.IntN(len(node))].(map[string]any); ok && len(item) > 0 {
				f.alter(item)
				return
			}
		}
	}
	switch f.random.IntN(8) {
	case 0:
		delete(tree, key)
	case 1:
		other := slices.Sorted(maps.Keys(f.values))
		name := strings.TrimSuffix(other[f.random.IntN(len(other))], "[]")
		tree[name] = f.any(f.values[name])
	case 2:
		if list, ok := tree[key].([]any); ok && len(list) > 0 {
			i, j := f.random.IntN(len(list)), f.random.IntN(len(list))
			list[i], list[j] = list[j], list[i]
		}
	default:
		tree[key] = f.any(f.values[key])
	}
}

// any returns one of the values, deeply copied.
func (f *forger) any(values []any) any {
	text, err := json.Marshal(values[f.random.IntN(len(values))])
	if err != nil {
		panic(err)
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		panic(err)
	}
	return value
}

func encode(t *testing.T, tree any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(tree))
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

package parquet_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/parquet"
)

// peers is where the programs are that package ledger is compared with (npm install).
const peers = "../bench/ledger/peers"

// script writes a file in DuckDB and reads one: the sum of a column and its type.
const script = `import { DuckDBInstance } from "@duckdb/node-api";
const [dir] = process.argv.slice(2);
const db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
for (const compression of ["uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw"]) {
  for (const version of ["V1", "V2"]) {
    await db.run("COPY (SELECT 'line ' || i AS id, DATE '2024-01-31' + i::INT AS day, (i * 1.25)::DECIMAL(18,4) AS kg, i / 10 AS amount, CASE WHEN i % 3 > 0 THEN i % 5 END AS part, " +
      "i % 2 = 0 AS even, ('-' || i || '.001')::DECIMAL(38,3) AS wide, ['gas', 'oil, \"x\"'][1 + i % 2] AS fuel FROM range(5000) t(i)) " +
      "TO '" + dir + "/" + compression + version + ".parquet' (FORMAT parquet, COMPRESSION " + compression + ", PARQUET_VERSION " + version + ")");
  }
}
const rows = await (await db.run("SELECT count(*)::VARCHAR, sum(kg)::VARCHAR, typeof(any_value(kg)), typeof(any_value(note)), count(note)::VARCHAR, max(note) FROM '" + dir + "/made.parquet'")).getRows();
console.log(rows[0].join("|"));
`

// TestDuckDB has DuckDB read what is written here, and reads what DuckDB writes. It runs where node and DuckDB are.
func TestDuckDB(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("LEFT OUT: node is not there, so no file was exchanged with DuckDB")
	}
	modules := os.Getenv("GHG_PEERS")
	if modules == "" {
		modules = peers
	}
	modules, err = filepath.Abs(filepath.Join(modules, "node_modules"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(modules, "@duckdb", "node-api")); err != nil {
		t.Skip("LEFT OUT: DuckDB is not installed in bench/ledger/peers (npm install), so no file was exchanged with it")
	}
	dir := t.TempDir()
	require.NoError(t, os.Symlink(modules, filepath.Join(dir, "node_modules")))
	path := func(name string) string { return filepath.Join(dir, name) }
	table := "kg,note\n" + strings.Repeat("0.1,\n-1234567890123456789012345678.25,\"a, 東京\"\n", 1000)
	require.NoError(t, os.WriteFile(path("made.parquet"), made(t, table, parquet.Options{Decimals: map[string]int{"kg": 8}}), 0o600))
	require.NoError(t, os.WriteFile(path("run.mjs"), []byte(script), 0o600))
	out, err := exec.Command(node, path("run.mjs"), dir).CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Equal(t, "2000|-1234567890123456789012345678150.00000000|DECIMAL(38,8)|VARCHAR|1000|a, 東京", strings.TrimSpace(string(out)))

	files, err := filepath.Glob(path("*V?.parquet"))
	require.NoError(t, err)
	require.Len(t, files, 12)
	var first string
	for i, name := range files {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		got, err := text(t, b)
		require.NoError(t, err, name)
		if i == 0 {
			first = got
		}
		require.True(t, got == first, name)
	}
	lines := strings.Split(first, "\n")
	assert.Equal(t, "id,day,kg,amount,part,even,wide,fuel", lines[0])
	assert.Equal(t, "line 0,2024-01-31,0,0,,true,-0.001,gas", lines[1])
	assert.Equal(t, `line 4999,2037-10-08,6248.75,499.9,4,false,-4999.001,"oil, ""x"""`, lines[5000])
}

// The job in DuckDB, in memory, two threads: DOUBLE, or DECIMAL, whose scales hold every product of the workload.
//
//   node duckdb.mjs double|decimal IN OUT
import { DuckDBInstance } from "@duckdb/node-api";

const [numbers, dir, out] = process.argv.slice(2);
const type = {
  double: { amount: "DOUBLE", multiplier: "DOUBLE", factor: "DOUBLE" },
  decimal: { amount: "DECIMAL(10,3)", multiplier: "DECIMAL(12,8)", factor: "DECIMAL(10,7)" },
}[numbers];

const db = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
await db.run(`
  CREATE TABLE factors AS SELECT *, CAST(co2 + 28 * ch4 + 265 * n2o AS ${type.factor}) AS co2e FROM read_csv('${dir}/coefficients.csv', types = {
    'co2': '${type.factor}', 'ch4': '${type.factor}', 'n2o': '${type.factor}'});
  CREATE TABLE conversions AS SELECT * FROM read_csv('${dir}/conversions.csv', types = {'multiplier': '${type.multiplier}'});
  CREATE TABLE lines AS
    WITH found AS (
      SELECT a.id, a.site, a.amount, a.unit,
        coalesce(f.factor_unit, g.factor_unit) AS factor_unit, coalesce(f.factor, g.factor) AS factor,
        coalesce(f.co2, g.co2) AS co2, coalesce(f.ch4, g.ch4) AS ch4, coalesce(f.n2o, g.n2o) AS n2o, coalesce(f.co2e, g.co2e) AS co2e
      FROM read_csv('${dir}/plain.csv', types = {'amount': '${type.amount}', 'period': 'VARCHAR'}) a
      LEFT JOIN factors f ON f.product = a.product AND f.region = a.region
      LEFT JOIN factors g ON g.product = a.product AND g.region = 'GLOBAL')
    SELECT id, site, amount * multiplier * co2 AS co2_kg, amount * multiplier * ch4 AS ch4_kg, amount * multiplier * n2o AS n2o_kg,
      amount * multiplier * co2e AS co2e_kg, factor
    FROM found LEFT JOIN conversions USING (unit, factor_unit);
  COPY (SELECT id, co2_kg, ch4_kg, n2o_kg, co2e_kg, factor FROM lines) TO '${out}/lines.csv' (HEADER);
  COPY (SELECT site, sum(co2e_kg) AS co2e_kg, count(*) AS lines FROM lines GROUP BY site ORDER BY site) TO '${out}/totals.csv' (HEADER);
`);

// The job in polars: Float64 (the default of its numbers), lazy, two threads.
//
//   node polars.mjs IN OUT
process.env.POLARS_MAX_THREADS ??= "2";
const { default: pl } = await import("nodejs-polars");
const [dir, out] = process.argv.slice(2);

const factors = pl.scanCSV(`${dir}/coefficients.csv`);
const conversions = pl.scanCSV(`${dir}/conversions.csv`);
const global = factors
  .filter(pl.col("region").eq(pl.lit("GLOBAL")))
  .select("product", ...["factor_unit", "co2", "ch4", "n2o", "factor"].map((name) => pl.col(name).alias(`global_${name}`)));
const found = (name) => pl.col(name).fillNull(pl.col(`global_${name}`));
const kg = (gas) => pl.col("quantity").mul(pl.col(gas)).alias(`${gas}_kg`);

const lines = await pl
  .scanCSV(`${dir}/plain.csv`)
  .select("id", "site", "product", "region", "amount", "unit")
  .join(factors, { on: ["product", "region"], how: "left" })
  .join(global, { on: "product", how: "left" })
  .withColumns(...["factor_unit", "co2", "ch4", "n2o", "factor"].map(found))
  .join(conversions, { on: ["unit", "factor_unit"], how: "left" })
  .withColumn(pl.col("amount").mul(pl.col("multiplier")).alias("quantity"))
  .withColumns(kg("co2"), kg("ch4"), kg("n2o"))
  .withColumn(pl.col("co2_kg").add(pl.col("ch4_kg").mul(pl.lit(28))).add(pl.col("n2o_kg").mul(pl.lit(265))).alias("co2e_kg"))
  .select("id", "site", "co2_kg", "ch4_kg", "n2o_kg", "co2e_kg", "factor")
  .collect();
lines.select("id", "co2_kg", "ch4_kg", "n2o_kg", "co2e_kg", "factor").writeCSV(`${out}/lines.csv`);
lines.groupBy("site").agg(pl.col("co2e_kg").sum(), pl.col("id").count().alias("lines")).sort("site").writeCSV(`${out}/totals.csv`);

"""The job in pandas: float64, one thread.

python3 with_pandas.py IN OUT
"""

import sys

import pandas as pd

directory, out = sys.argv[1:]
values = ["factor_unit", "co2", "ch4", "n2o", "factor"]
factors = pd.read_csv(f"{directory}/coefficients.csv")
conversions = pd.read_csv(f"{directory}/conversions.csv")
world = factors[factors.region == "GLOBAL"].drop(columns="region")

lines = pd.read_csv(f"{directory}/plain.csv", usecols=["id", "site", "product", "region", "amount", "unit"], keep_default_na=False)
lines = lines.merge(factors, on=["product", "region"], how="left").merge(world, on="product", how="left", suffixes=("", "_global"))
for name in values:
    lines[name] = lines[name].fillna(lines.pop(f"{name}_global"))
lines = lines.merge(conversions, on=["unit", "factor_unit"], how="left")
quantity = lines.amount * lines.multiplier
for gas in ["co2", "ch4", "n2o"]:
    lines[f"{gas}_kg"] = quantity * lines[gas]
lines["co2e_kg"] = lines.co2_kg + 28 * lines.ch4_kg + 265 * lines.n2o_kg
lines.to_csv(f"{out}/lines.csv", columns=["id", "co2_kg", "ch4_kg", "n2o_kg", "co2e_kg", "factor"], index=False)
lines.groupby("site").agg(co2e_kg=("co2e_kg", "sum"), lines=("id", "count")).to_csv(f"{out}/totals.csv")

#!/usr/bin/env python3
"""Verify receipts of greenhouse gas results without the library that wrote them.

Written from docs/receipt.md alone, with the standard library alone, and independent of the Go code. The names of the rules are those of
that page.

    python3 verify.py RECEIPT...      one line per file: valid, or the rule it breaks and why; the exit status is 1 if any is invalid
"""
import csv
import datetime
import decimal
import hashlib
import json
import pathlib
import re
import sys

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"

# Longer than any number a rule allows to appear, so that everything but a quotient is exact.
EXACT = decimal.Context(prec=100_000, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN, traps=[decimal.Inexact, decimal.InvalidOperation])
QUOTIENT = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
ONE, ZERO = decimal.Decimal(1), decimal.Decimal(0)


class Invalid(Exception):
    """A receipt breaks a rule."""

    def __init__(self, rule, why):
        super().__init__(f"{rule}: {why}")
        self.rule = rule


def need(condition, rule, why):
    if not condition:
        raise Invalid(rule, str(why)[:200])


# Types of values. Each takes the value of a key and raises Invalid unless it is one of the type.

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
SPACE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def text(value):
    need(type(value) is str, "keys", f"{value!r} is not a text")


def filled(value):
    text(value)
    need(value != "", "keys", "an empty text")


def flag(value):
    need(value is True, "keys", f"{value!r} is not true")


def count(value):
    need(isinstance(value, Count) and re.fullmatch("[1-9][0-9]{0,8}", value.digits), "keys", f"{value!r} is not a count")


def spelt(value):
    return NUMBER.fullmatch(value) and value != "-0"


def digits(value):
    """The digits of a number without its point and leading zeros."""
    return len(re.sub("[-.]", "", value).lstrip("0")) or 1


def number(value):
    text(value)
    need(spelt(value) and digits(value) + len(value.partition(".")[2]) <= 4093, "number", value)


def word(words):
    words = words.split(", ")

    def check(value):
        text(value)
        need(value in words, "word", value)
    return check


def day(value, rule):
    found = DATE.fullmatch(value)
    try:
        return datetime.date(*map(int, found.groups()))
    except (AttributeError, ValueError):
        raise Invalid(rule, f"{value[:80]!r} is not a day") from None


def date(value):
    text(value)
    day(value, "date")


def dates(value):
    return value.partition(" ")[0]


def period(value):
    text(value)
    first, slash, end = dates(value).partition("/")
    need(slash and day(first, "period") < day(end, "period"), "period", value)
    label = value[len(dates(value)):]
    need(label != " " and label != " " + dates(value), "period", f"{value}: a label that says nothing")


def validity(value):
    period(value)
    first, _, end = dates(value).partition("/")
    year, month, start = map(int, first.split("-"))
    label = ""
    if start == 1 and end == f"{year + month // 12:04}-{month % 12 + 1:02}-01":
        label = " " + first[:7]
    elif first[4:] == "-01-01" and end == f"{year + 1:04}-01-01":
        label = " " + first[:4]
    need(value[len(dates(value)):] == label, "validity", value)


def amount(value):
    filled(value)
    given, _, unit = value.partition(" ")
    need(spelt(given) and len(given) <= 4096 and unit, "amount", value)


def amount_or_none(value):
    text(value)
    if value:
        amount(value)


GRADES = {"": 5, "scope3-standard-4": 4, "ecoinvent-5": 5, "pact-3": 3, "meti-5": 5}
INDICATORS = ["technology", "time", "geography", "completeness", "reliability", "PCAF"]


def quality(value):
    filled(value)
    scheme, colon, grades = value.rpartition(": ")
    need(scheme in GRADES and bool(scheme) == bool(colon), "quality", value)
    names = []
    for grade in grades.split(", "):
        name, _, n = grade.partition(" ")
        worst = 5 if name == "PCAF" else GRADES[scheme]
        need(name in INDICATORS and re.fullmatch("[1-5]", n) and int(n) <= worst, "quality", value)
        names.append(INDICATORS.index(name))
    need(names == sorted(set(names)) and not (scheme and names == [5]), "quality", value)
    need(not (scheme == "meti-5" and {3, 4} & set(names)), "quality", value)


def serials(value):
    filled(value)
    ends = []
    for end in value.split("..", 1):
        found = re.fullmatch("(.*?)([0-9]{1,18})", end, re.DOTALL)
        need(found and not set(found[1]) & set(SPACE), "serials", value)
        ends.append(found.groups())
    if len(ends) == 2:
        (prefix, first), (other, last) = ends
        padded = any(n[0] == "0" and len(n) > 1 for n in (first, last))
        need(prefix == other and int(first) < int(last) and (len(first) == len(last) or not padded), "serials", value)


def one(fields):
    return lambda value: check_object(value, fields)


def many(fields, empty=False):
    def check(value):
        need(type(value) is list and (value or empty), "keys", "not a list, or an empty one")
        for item in value:
            check_object(item, fields)
    return check


def check_object(value, fields):
    need(type(value) is dict and value, "keys", "not an object, or an empty one")
    for key in value:
        need(key in fields or key + "!" in fields, "keys", f"the key {key} is unknown")
        fields.get(key, fields.get(key + "!"))(value[key])
    for key in fields:
        need(key[-1] != "!" or key[:-1] in value, "keys", f"the key {key[:-1]} is missing")


# Fields. An exclamation mark after a key says that it is required.

GAS_AMOUNT = {"gas": filled, "gwp": filled, "kg!": number}
RECORD = {"activity!": text, "digest!": text, "document!": text, "id!": text, "region": filled, "row": filled, "set!": text, "table": filled, "unit!": text, "valid!": validity}
FACTOR = RECORD | {
    "boundary": word("combustion, generation, well-to-tank, losses, losses-well-to-tank, life-cycle, cradle-to-gate, treatment, direct, outside-of-scopes, unstated"),
    "licence": filled, "per_unit!": many(GAS_AMOUNT, empty=True), "price": filled}
PROPERTY = RECORD | {"name!": text, "value!": number}
TERM = {
    "divides": flag, "kind!": word("input, step, factor, property, price, potential, conversion, constant, share"), "label!": text, "ref": filled, "source": filled,
    "step": count, "subtracts": flag, "unit!": text, "value!": number}
STEP = {
    "gas": filled, "gwp": filled, "kind": word("transport"), "label!": text, "op!": word("product, sum, min, max"), "terms!": many(TERM, empty=True),
    "unit!": text, "value!": number}
WEIGHT = {"basis": filled, "gas": filled, "gwp!": number, "outside": flag, "published!": number}
CLAIM = {
    "commissioned": date, "instrument!": text,
    "kind!": word("certificate, physical-ppa, virtual-ppa, bundled-contract, green-tariff, supplier-menu, non-fossil-certificate, j-credit-renewable, self-wheeling, on-site"),
    "market": filled, "re100": flag, "refused": filled, "registry": filled, "renewable": flag, "retirement": filled, "serials": serials, "technology": filled,
    "used!": amount_or_none, "vintage": period, "volume!": amount_or_none, "whole": amount}
COVER = {
    "carrier": word("heat, steam, cooling"), "energy!": amount_or_none, "first!": count, "instrument": filled, "last!": count, "renewable": flag,
    "source!": word("instrument, supplier-rate, residual-mix, substitute, grid-average, own-generation, default, sellers-plant")}
CAVEAT = {"detail": filled, "kind!": word(
    "region-fallback, older-factor, newer-factor, partly-valid-factor, property-conversion, mixed-gwp, unstated-gwp-basis, life-cycle-in-scope-2, residual-mix-missing, "
    "supplier-rate-missing, substitute-value, stand-in, not-recomputed, outside-kyoto, no-potential, unknown-distance, instrument-refused, instrument-unused, "
    "estimated, assumption, unchecked-transcript, gases-missing, electricity-apart, coarse-factor, carbon-origin, as-printed, lulucf-missing, "
    "prices-of-other-year, criteria-not-assessed, passed-over, unusual-value, prorated")}
MEMO = {"detail": filled, "kind!": word(
    "optional, investee-scope-3, lifetime, removals, credits-retired, credits-generated, with-lulucf, shk-basic, replaced, other")}
RESULT = {
    "accounting": word("location-based, market-based"), "category": count, "caveats": many(CAVEAT), "claims": many(CLAIM), "co2e_kg!": number,
    "covers": many(COVER), "emissions!": many(GAS_AMOUNT, empty=True), "entity": filled, "factors": many(FACTOR), "gwp!": text, "gwp_digest": filled, "id!": text, "memo": one(MEMO),
    "method!": text, "non_kyoto_co2e_kg!": number, "notes": many({"name!": text, "value!": text}), "origin!": word("calculated, reported"), "outstanding": amount,
    "part": filled, "period!": period, "primary": flag, "properties": many(PROPERTY), "purchase": one({"id": filled, "spend": amount, "supplier": filled}),
    "quality": quality, "scope!": word("scope 1, scope 2, scope 3"), "sha256!": text, "site": filled, "stage": word("tank-to-wheel, well-to-tank, well-to-wheel"),
    "steps!": many(STEP, empty=True), "subject": one({"kind!": word("asset, franchise, investee, project, product"), "name!": text}), "version!": count,
    "weights!": many(WEIGHT, empty=True)}


# Form

class Count:
    """A JSON number, kept as its text."""

    def __init__(self, digits):
        self.digits = digits

    def __int__(self):
        return int(self.digits)


def canonical(value):
    """The bytes of a value in canonical form. The texts of Python's JSON are those of RFC 8785 when non-ASCII characters are left alone."""
    if isinstance(value, dict):
        return b"{" + b",".join(canonical(key) + b":" + canonical(value[key]) for key in sorted(value)) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    if isinstance(value, Count):
        return value.digits.encode()
    return json.dumps(value, ensure_ascii=False).encode()


def parse(receipt):
    need(len(receipt) <= 4 << 20, "size", f"{len(receipt)} bytes")
    try:
        result = json.loads(receipt.decode(), parse_int=Count, parse_float=Count, parse_constant=Count)
        same = canonical(result) == receipt
    except (ValueError, RecursionError) as e:
        raise Invalid("json", e) from None
    need(same and type(result) is dict, "json", "not canonical, or not an object")
    version = result.get("version")
    need(not isinstance(version, Count) or version.digits == "2", "version", "not version 2")
    check_object(result, RESULT)
    rest = {key: value for key, value in result.items() if key != "sha256"}
    need(hashlib.sha256(canonical(rest)).hexdigest() == result["sha256"], "sha256", "another sum than its content has")
    return result


# Gases

class Gases:
    """The gases and the potentials of the six sets."""

    OTHERS = ("CO2-biogenic C CH4-combustion C2H6 C3H8 HC-600 HC-600a HC-601 HC-601a HC-1270 HCE-170 HCO-1130 HO-1270 HCFC-31 HFO-1234ze HFC-1336mzz").split()
    SETS = ("SAR", "TAR", "AR4", "AR5", "AR5-UNFCCC", "AR6")
    INSTEAD = {"CH4-combustion": "CH4-biogenic", "CH4-fossil": "CH4", "CH4-biogenic": "CH4"}

    def __init__(self):
        self.names, self.kyoto, self.values = set(self.OTHERS), {"CH4-combustion"}, {}
        with open(DATA / "gwp100.csv", encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                self.names.add(row["gas"])
                if row["kyoto"] == "true":
                    self.kyoto.add(row["gas"])
                for name in self.SETS:
                    if row.get(name):
                        self.values[name, row["gas"]] = decimal.Decimal(row[name])
        with open(DATA / "gwp100_added.csv", encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                self.names.add(row["gas"])
                self.values[row["set"], row["gas"]] = decimal.Decimal(row["value"])

    def potential(self, name, gas):
        """The potential of a gas in one of the six sets, or None."""
        while gas:
            value = self.values.get(("AR5" if name == "AR5-UNFCCC" else name, gas))
            if value is not None and (name, gas) != ("AR5-UNFCCC", "CH4-fossil"):
                return value
            gas = self.INSTEAD.get(gas)
        return None


GASES = Gases()


def name_of(item):
    """The gas and the basis of an amount."""
    return item.get("gas", ""), item.get("gwp", "")


def unit_of(item):
    gas, basis = name_of(item)
    return "kg CO2e" if basis else "kg " + gas


def check_amounts(amounts):
    names = [name_of(a) for a in amounts]
    need(names == sorted(set(names)) and ("", "") not in names, "amounts", names)
    for gas, _ in names:
        need(not gas or gas in GASES.names, "gas", gas)


# Records

def escaped(value):
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def named(value):
    return escaped(value).replace("=", "\\=").replace(" ", "\\ ")


def digest(record, keys):
    lines = []
    for key in keys.split():
        if key == "per_unit":
            lines += [f"gas {named(gas)} {named(basis)}={a['kg']}" for a in record[key] for gas, basis in [name_of(a)]]
        elif key == "valid":
            lines.append("valid=" + dates(record[key]))
        else:
            lines.append(("property" if key == "id" and "value" in record else key) + "=" + escaped(record.get(key, "")))
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def check_records(result):
    """Check the factors and properties and return both by id."""
    factors, properties = result.get("factors", []), result.get("properties", [])
    for f in factors:
        check_amounts(f["per_unit"])
        need(f["digest"] == digest(f, "id set activity region boundary valid unit per_unit price document table row licence"), "digest", f["id"])
    for p in properties:
        need(p["digest"] == digest(p, "id set activity name region valid value unit document table row"), "digest", p["id"])
    ids = [r["id"] for r in factors + properties]
    need(len(ids) == len(set(ids)), "repeated", ids)
    for kind, records in (("factor", factors), ("property", properties)):
        used = [t["ref"] for s in result["steps"] for t in s["terms"] if t["kind"] == kind and "ref" in t]
        known = [r["id"] for r in records]
        need([i for i in dict.fromkeys(used) if i in set(known)] == known, "order", f"each {kind} in order of first use")
    values = {(f["id"], a["kg"], unit_of(a) + "/" + f["unit"]) for f in factors for a in f["per_unit"]}
    return values, {(p["id"], p["value"], p["unit"]) for p in properties}


# Steps

PRICES = ["fx", "index", "tax", "margin"]


def check_term(term, i, result, factors, properties):
    """Check a term of the step with i steps before it."""
    kind, ref, value = term["kind"], term.get("ref", ""), term["value"]
    need(term["unit"], "unit", "a term without unit")
    need((kind == "step") == ("step" in term) and (kind in ("factor", "property", "price", "potential", "share")) == bool(ref), "reference", term)
    if kind == "step":
        n = int(term["step"])
        need(n <= i, "step", term)
        earlier = result["steps"][n - 1]
        need((earlier["value"], earlier["unit"]) == (value, term["unit"]), "step", term)
    elif kind == "factor":
        need((ref, value, term["unit"]) in factors, "factor", term)
    elif kind == "property":
        need((ref, value, term["unit"]) in properties, "property", term)
    elif kind == "price":
        need(ref.partition("/")[0] in PRICES and "/" in ref, "price", term)
    elif kind == "potential":
        name, slash, gas = ref.rpartition("/")
        need(slash and gas in GASES.names, "potential", term)
        known = GASES.potential(name, gas) == decimal.Decimal(value) if name in GASES.SETS else name == result["gwp"]
        need(known, "potential", term)


def evaluate(step):
    op, terms = step["op"], step["terms"]
    need(terms, "operation", "a step without terms")
    for t in terms:
        need(not (t.get("divides") and op != "product" or t.get("subtracts") and op != "sum"), "operation", t)
    values = [decimal.Decimal(t["value"]) for t in terms]
    if op in ("min", "max"):
        return (min if op == "min" else max)(values)
    if op == "sum":
        total = ZERO
        for t, v in zip(terms, values):
            total = EXACT.subtract(total, v) if t.get("subtracts") else EXACT.add(total, v)
        return total
    need(sum(digits(t["value"]) for t in terms) <= 16384, "long", step["label"])
    above = below = ONE
    for t, v in zip(terms, values):
        if t.get("divides"):
            below = EXACT.multiply(below, v)
        else:
            above = EXACT.multiply(above, v)
    need(below != 0, "value", "a division by zero")
    return above if below == 1 else QUOTIENT.divide(above, below)


def check_units(step):
    if step["op"] != "product":
        need(all(t["unit"] == step["unit"] for t in step["terms"]), "units", step["label"])
        return
    balance = {}
    for item, n in [(t, -1 if t.get("divides") else 1) for t in step["terms"]] + [(step, -1)]:
        for i, part in enumerate(item["unit"].split("/")):
            for symbol in part.split("·"):
                if symbol not in ("", "1"):
                    balance[symbol] = balance.get(symbol, 0) + (-n if i else n)
    need(not any(balance.values()), "units", f"{step['label']}: {balance}")


def check_steps(result, factors, properties):
    for i, step in enumerate(result["steps"]):
        need(step["unit"], "unit", step["label"])
        for term in step["terms"]:
            check_term(term, i, result, factors, properties)
        need(evaluate(step) == decimal.Decimal(step["value"]), "value", step["label"])
        check_units(step)
        if name_of(step) != ("", ""):
            need(step["unit"] == unit_of(step), "emission", step["label"])
            need(not step.get("gas") or step["gas"] in GASES.names, "gas", step.get("gas"))


# Emissions and CO2e

def weights_of(amount, own):
    """The numbers that the weight of an amount may have, (None, n) for any potential of an own set; None stands for no weight."""
    (gas, basis), outside = name_of(amount), amount.get("gas", "") not in GASES.kyoto | {""}
    if gas == "CO2-biogenic":
        return [None]
    need(gas != "C", "weights", "the carbon of a fuel is no emission")
    if not gas or basis == own:
        return [(ONE, ONE)] + ([None] if outside and own not in GASES.SETS else [])
    if own in GASES.SETS:
        gwp = GASES.potential(own, gas)
    else:
        gwp = "any"
    published = ONE if not basis else GASES.potential(basis, gas)
    unknown = gwp is None or (basis in GASES.SETS and published is None)
    if outside and (unknown or gwp == "any"):
        return [None] + ([] if published is None or unknown else [(gwp, published)])
    need(gwp is not None and published is not None, "weights", f"there is no potential for {gas}")
    return [(gwp, published)]


def fits(weight, allowed, gas):
    gwp, published = decimal.Decimal(weight["gwp"]), decimal.Decimal(weight["published"])
    if allowed is None or published != allowed[1]:
        return False
    if allowed[0] == "any":
        return gwp >= 0 and (gas != "CO2" or gwp == 1)
    return gwp == allowed[0]


def check_emissions(result):
    sums = {}
    for step in result["steps"]:
        if name_of(step) != ("", ""):
            sums[name_of(step)] = EXACT.add(sums.get(name_of(step), ZERO), decimal.Decimal(step["value"]))
    check_amounts(result["emissions"])
    need({name_of(a): decimal.Decimal(a["kg"]) for a in result["emissions"]} == sums, "emissions", "not those of the steps")
    weights, totals = list(result["weights"]), {False: ZERO, True: ZERO}
    for amount in result["emissions"]:
        gas, basis = name_of(amount)
        allowed = weights_of(amount, result["gwp"])
        if not weights or (weights[0].get("gas", ""), weights[0].get("basis", "")) != (gas, basis):
            need(None in allowed, "weights", f"none for {gas} {basis}")
            continue
        weight = weights.pop(0)
        need(any(fits(weight, a, gas) for a in allowed), "weights", weight)
        need(weight.get("outside", False) == (gas not in GASES.kyoto | {""}), "weights", weight)
        kg, published = EXACT.multiply(decimal.Decimal(amount["kg"]), decimal.Decimal(weight["gwp"])), decimal.Decimal(weight["published"])
        need(published != 0, "total", "a division by zero")
        kg = kg if published == 1 else QUOTIENT.divide(kg, published)
        totals["outside" in weight] = EXACT.add(totals["outside" in weight], kg)
    need(not weights, "weights", "more than amounts")
    need(totals == {False: decimal.Decimal(result["co2e_kg"]), True: decimal.Decimal(result["non_kyoto_co2e_kg"])}, "total", totals)


def load_methods():
    with open(DATA / "methods.csv", encoding="utf-8", newline="") as f:
        rows = {}
        for row in csv.DictReader(f):
            rows.setdefault(row["method"], []).append(row)
    with open(DATA / "renamed.csv", encoding="utf-8", newline="") as f:
        return rows, {row["name"]: row["now"] for row in csv.DictReader(f)}


METHODS, RENAMED = load_methods()


def declared(result, row, early):
    """Whether a result may be the one of a row, by its part, accounting, stage and memo."""
    part, stage, memo = result.get("part", ""), result.get("stage", ""), result.get("memo", {}).get("kind", "")
    named = re.fullmatch(".+".join(map(re.escape, row["part"].split("*"))), part, re.DOTALL)
    replaced = memo == "replaced" and not row["memo"] and "id" in result.get("purchase", {}) and result["origin"] == "calculated" and "primary" not in result
    return (named and result.get("accounting", "") == row["accounting"] and (stage == row["stage"] or early and not stage)
            and (memo == row["memo"] or memo == "other" and row["memo"] or replaced))


def check_primary(result, rule):
    score = re.search("PCAF ([1-5])", result.get("quality", ""))
    if rule.startswith("PCAF "):
        need("outstanding" in result and score, "identity", "financed emissions without outstanding amount or score")
        rule = "always" if int(score[1]) <= int(rule[5:]) else "never"
    else:
        need("outstanding" not in result, "identity", "outstanding")
    need(rule == "by inputs" or ("primary" in result) == (rule == "always"), "identity", f"primary: {rule}")


def check_identity(result):
    if not re.match("scope[0-9]", result["method"]):
        return
    early = result["method"] in RENAMED
    rows = METHODS.get(RENAMED.get(result["method"], result["method"]))
    need(rows, "identity", result["method"])
    category = result["category"].digits if "category" in result else ""
    need(result["scope"] == rows[0]["scope"] and result["origin"] == rows[0]["origin"], "identity", "scope or origin")
    need(category in (rows[0]["categories"].split() or [""]), "identity", f"category {category}")
    need(result.get("accounting") == "market-based" or not ("claims" in result or "covers" in result), "identity", "claims and covers")
    need(any(declared(result, row, early) for row in rows), "identity", "part, accounting, stage and memo")
    if not early:
        check_primary(result, rows[0]["primary"])


def check_head(result):
    need(result["id"] and result["method"] and result["gwp"] not in ("", "unstated"), "head", "id, method or gwp is missing")
    if result["gwp"] in GASES.SETS:
        need("gwp_digest" not in result, "head", "gwp_digest of a set of the IPCC")
    else:
        need(re.fullmatch("[0-9a-f]{64}", result.get("gwp_digest", "")), "head", "gwp_digest")
    if "category" in result:
        need(result["scope"] == "scope 3" and int(result["category"]) <= 15, "head", "category")
    need("accounting" not in result or result["scope"] == "scope 2", "head", "accounting")
    for cover in result.get("covers", []):
        need(int(cover["first"]) <= int(cover["last"]) <= len(result["steps"]), "cover", cover["source"])


def verify(receipt):
    """Return the result that a receipt, as bytes, proves, or raise Invalid."""
    result = parse(receipt)
    check_head(result)
    check_identity(result)
    factors, properties = check_records(result)
    check_steps(result, factors, properties)
    check_emissions(result)
    return result


def main(paths):
    status = 0
    for path in paths:
        try:
            verify(pathlib.Path(path).read_bytes())
            print(f"{path}: valid")
        except Invalid as e:
            print(f"{path}: {e}".replace("\n", "\\n"))
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

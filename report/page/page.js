"use strict";
const ghgReport = (() => {
	const byId = id => document.getElementById(id);
	const settings = JSON.parse(byId("ghg-settings").textContent);
	const words = settings.words;

	// make returns an element with children; a text becomes a text node, never markup.
	const make = (name, attributes, ...children) => {
		const e = document.createElement(name);
		for (const [key, value] of Object.entries(attributes || {})) e.setAttribute(key, value);
		e.append(...children);
		return e;
	};
	const say = key => {
		const both = document.createDocumentFragment();
		["en", "ja"].forEach((l, i) => both.append(make("span", {class: l, lang: l}, words[key][i])));
		return both;
	};
	const spoken = key => words[key][byId("lang-ja").checked ? 1 : 0];

	const bytes = text => Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), c => c.charCodeAt(0));
	const unpacked = blob => new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text();
	const inflate = async id => {
		const block = byId(id);
		return block ? unpacked(new Blob([bytes(block.textContent)])) : null;
	};
	const once = f => { let p; return () => p ||= f(); };
	// receipts resolves to the receipt of every line as it was written, in order, or to null if they are not in the page.
	const receipts = once(async () => { const text = await inflate("ghg-receipts"); return text === null ? null : text.split("\n"); });
	const columns = once(async () => { const text = await inflate("ghg-columns"); return text === null ? null : JSON.parse(text); });

	// of has what only a report of many lines needs.
	const of = {};
	// receipt resolves to the receipt of a line as it was written; to "" if there is none, of which an element then says why.
	const receipt = async (n, into) => {
		const all = await receipts();
		return all ? all[n - 1] || "" : of.receipt ? of.receipt(n, into) : "";
	};
	// find resolves to the number of the line with a SHA-256, or to 0.
	const find = async sum => {
		const all = await receipts(), c = all ? null : await columns();
		return (all ? all.findIndex(text => text.includes('"sha256":"' + sum + '"')) : c ? c.hashes.indexOf(sum.slice(0, 16)) : -1) + 1;
	};
	// alike resolves to the numbers of the lines with the id of a line: the results of one activity.
	const alike = async n => {
		const all = await receipts(), c = all ? null : await columns();
		const ids = all ? all.map(text => JSON.parse(text).id) : c ? c.ids : [];
		return ids.flatMap((id, i) => id === ids[n - 1] ? [i + 1] : []);
	};

	// grouped writes a decimal as the page does: U+202F between thousands, U+2212.
	const grouped = text => {
		const [whole, fraction] = text.replace("-", "").split(".");
		return (text[0] === "-" ? "\u2212" : "") + whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") + (fraction ? "." + fraction : "");
	};
	// shifted divides a decimal in kilograms by the unit of the page; halves are rounded up, in digits and not in binary.
	const shifted = text => {
		const negative = text[0] === "-";
		let [whole, fraction = ""] = text.replace("-", "").split(".");
		whole = whole.padStart(settings.shift + 1, "0");
		const cut = whole.length - settings.shift;
		fraction = whole.slice(cut) + fraction;
		whole = whole.slice(0, cut).replace(/^0+(?=\d)/, "");
		const first = fraction.search(/[1-9]/);
		const places = whole.length > 2 ? 0 : whole !== "0" ? 1 : first < 0 ? 0 : Math.max(2, first + 1);
		const kept = (whole + fraction.padEnd(places, "0").slice(0, places));
		let digits = BigInt(kept) + (fraction[places] >= "5" ? 1n : 0n);
		let s = digits.toString().padStart(places + 1, "0");
		if (places) s = s.slice(0, -places) + "." + s.slice(-places);
		return grouped((negative && digits ? "-" : "") + s);
	};
	const rounded = text => {
		const [whole, fraction = ""] = text.split(".");
		const places = Math.max(0, 10 - whole.replace(/^-?0*/, "").length);
		return grouped(fraction.length > places ? whole + (places ? "." + fraction.slice(0, places) : "") : text) + (fraction.length > places ? "\u2026" : "");
	};

	const terms = s => {
		let out = "";
		s.terms.forEach((t, i) => {
			if (s.op === "min" || s.op === "max") out += i ? ", " : "";
			else if (t.divides) out += (i ? "" : "1") + " \u00f7 ";
			else if (t.subtracts) out += " \u2212 ";
			else if (i) out += s.op === "product" ? " \u00d7 " : " + ";
			out += rounded(t.value) + (t.unit && t.unit !== "1" ? " " + t.unit : "") + (t.label ? " (" + t.label + ")" : "");
		});
		return s.op === "min" || s.op === "max" ? s.op + "(" + out + ")" : out.trim();
	};
	const list = (key, items) => items && items.length ? [make("h3", {}, say(key)), make(key === "steps" ? "ol" : "ul", {}, ...items.map(i => make("li", {}, ...i)))] : [];
	const bdi = text => make("bdi", {}, text);
	// derivation builds what the page has in its text for the largest lines, from a receipt.
	const derivation = (receipt, n) => {
		const box = make("div", {class: "why"});
		box.append(...list("steps", receipt.steps.map(s => [bdi(s.label + ": " + terms(s) + " = " + rounded(s.value) + " " + s.unit)])));
		box.append(make("p", {}, "= " + rounded(receipt.co2e_kg) + " kg CO2e (" + receipt.gwp + ")"));
		box.append(...list("factors", (receipt.factors || []).map(f => [
			bdi(f.id + " = " + f.per_unit.map(a => a.kg + " kg " + (a.gas || "CO2e")).join(", ") + " / " + f.unit), " \u00b7 ",
			bdi([f.document, f.table, f.row].filter(Boolean).join(", ")), " \u00b7 ", f.licence ? bdi(f.licence) : say("licence"), make("br"), make("code", {}, f.digest)])));
		box.append(...list("properties", (receipt.properties || []).map(f => [bdi(f.id + " = " + f.value + " " + f.unit + " \u00b7 " + [f.document, f.table, f.row].filter(Boolean).join(", "))])));
		box.append(...list("notes", (receipt.notes || []).map(x => [bdi(x.name + ": " + x.value)])));
		box.append(...list("caveats", (receipt.caveats || []).map(c => [bdi(c.kind + (c.detail ? ": " + c.detail : ""))])));
		const end = make("p", {}, say("receipt"), " ", make("code", {}, receipt.sha256), " ");
		if (settings.verify) end.append(make("button", {type: "button", class: "recompute", "data-n": n}, say("recompute")));
		box.append(end);
		return box;
	};
	const open = async (details, n) => {
		if (details.dataset.done) return;
		details.dataset.done = "1";
		const text = await receipt(n, details);
		if (text) details.append(derivation(JSON.parse(text), n));
	};
	document.addEventListener("toggle", e => {
		const d = e.target, row = d.closest && d.closest("tr[id]");
		if (d.tagName === "DETAILS" && d.open && row && d.children.length === 1) open(d, Number(row.id.slice(1)));
	}, true);

	const ranges = text => text.split(" ").filter(Boolean).map(r => { const [a, b] = r.split("-").map(Number); return [a, b || a]; });
	const within = (all, n) => all.some(([a, b]) => a <= n && n <= b);

	// The table of lines: rows of the page, or a window on the columns of a long report.
	const table = byId("line-table");
	const body = table && table.tBodies[0];
	const rows = body ? [...body.querySelectorAll("tr[id]")].map((tr, i) => ({tr, more: tr.nextElementSibling && tr.nextElementSibling.className === "d" ? tr.nextElementSibling : null, n: Number(tr.id.slice(1)), at: i})) : [];
	const long = !!byId("ghg-columns");
	// A line whose derivation is not in the text of the page can be opened: its name becomes a summary.
	for (const r of rows) if (!r.more && byId("ghg-receipts")) {
		const cell = r.tr.cells[1];
		cell.replaceChildren(make("details", {}, make("summary", {}, ...cell.childNodes)));
	}
	let only = null, found = "", order = "order", shown = null;
	const name = tr => tr.cells[1].textContent;

	const value = tr => Number(tr.cells[4].textContent.replace(/[\u202f *]/g, "").replace("\u2212", "-"));
	const filterRows = () => {
		const sorted = rows.toSorted((a, b) => order === "amount" ? Math.abs(value(b.tr)) - Math.abs(value(a.tr)) : order === "name" ? name(a.tr).localeCompare(name(b.tr)) : a.at - b.at);
		let count = 0;
		for (const r of sorted) {
			const hit = (!only || within(only, r.n)) && (!found || r.tr.textContent.toLowerCase().includes(found));
			r.tr.hidden = !hit;
			body.append(r.tr);
			if (r.more) { r.more.hidden = !hit; body.append(r.more); }
			count += hit;
		}
		shown.textContent = grouped(String(count));
	};

	// long.js
	const refresh = () => long ? of.filter() : filterRows();

	if (table && byId("tools")) {
		const search = make("input", {type: "search", "aria-label": spoken("search"), placeholder: spoken("search")});
		const sort = make("select", {"aria-label": spoken("sort")});
		const label = () => {
			search.placeholder = spoken("search");
			search.setAttribute("aria-label", spoken("search"));
			sort.setAttribute("aria-label", spoken("sort"));
			[...sort.options].forEach(o => { o.textContent = spoken(o.value); });
		};
		for (const key of ["order", "amount", "name"]) sort.append(make("option", {value: key}, spoken(key)));
		shown = make("output", {}, grouped(String(settings.lines)));
		byId("tools").append(search, sort, make("span", {class: "muted"}, shown, " ", say("shown")));
		let wait = 0;
		search.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => { found = search.value.trim().toLowerCase(); only = null; refresh(); }, 80); });
		sort.addEventListener("change", () => { order = sort.value; refresh(); });
		document.querySelectorAll("input[name=lang]").forEach(i => i.addEventListener("change", label));
		if (long) of.filter();
	}
	document.querySelectorAll("input[name=lang]").forEach(i => i.addEventListener("change", () => { document.documentElement.lang = i.value; }));

	// A number opens a list of the lines it is made of.
	let pop = null;
	const dismiss = () => { if (pop) { pop.remove(); pop = null; } };
	const listed = 12;
	const popover = async link => {
		dismiss();
		const all = ranges(link.dataset.r), c = long ? await columns() : null;
		const items = make("ul");
		let count = 0;
		for (const [a, b] of all) for (let n = a; n <= b; n++) {
			if (++count > listed) continue;
			const row = byId("r" + n);
			const text = c ? c.ids[n - 1] + " \u00b7 " + shifted(c.kg[n - 1]) : row ? row.cells[1].textContent + " \u00b7 " + row.cells[4].textContent : "";
			const to = row ? make("a", {href: "#r" + n}, "#" + n) : c ? make("button", {type: "button", class: "opens"}, "#" + n) : "#" + n;
			if (!row && c) to.addEventListener("click", () => { dismiss(); of.show(n); });
			items.append(make("li", {}, to, " ", bdi(text)));
		}
		if (count > listed) items.append(make("li", {}, grouped(String(count - listed)) + " ", say("more")));
		const all2 = make("button", {type: "button"}, say("all")), shut = make("button", {type: "button"}, say("close"));
		pop = make("div", {class: "pop", role: "dialog", "aria-label": spoken("made")}, make("b", {}, say("made")), items, all2, " ", shut);
		document.body.append(pop);
		const at = link.getBoundingClientRect();
		pop.style.top = scrollY + at.bottom + 6 + "px";
		pop.style.left = Math.max(8, Math.min(at.left, innerWidth - pop.offsetWidth - 8)) + scrollX + "px";
		shut.addEventListener("click", () => { dismiss(); link.focus(); });
		all2.addEventListener("click", () => { dismiss(); only = all; refresh(); byId("lines").scrollIntoView(); });
		shut.focus();
	};
	document.addEventListener("click", e => {
		const link = e.target.closest && e.target.closest("a.src");
		if (link) { e.preventDefault(); popover(link); } else if (pop && !pop.contains(e.target)) dismiss();
		if (e.target.closest && e.target.closest(".pop a")) dismiss();
	});
	document.addEventListener("keydown", e => { if (e.key === "Escape") dismiss(); });
	return {receipts, receipt, find, alike, settings};
})();
globalThis.ghgReport = ghgReport;

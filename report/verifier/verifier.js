/* The verifier and the what-if of package verifier. Text reaches the page as textContent only; numbers are computed by the
   library, in the module, and are shown as it gives them. */
"use strict";
(() => {
	let booted = null;

	// boot starts the module on first use.
	const boot = () => booted ??= start().catch(err => { booted = null; throw err; });
	const start = async () => {
		const from = document.getElementById("ghg-module");
		if (!from) throw new Error("this page holds no module");
		const text = from.textContent.trim();
		const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), c => c.charCodeAt(0));
		const wasm = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
		const go = new Go();
		const {instance} = await WebAssembly.instantiate(wasm, go.importObject);
		go.run(instance).finally(() => { booted = null; });
		return globalThis.ghgModule;
	};
	const ask = async (name, ...args) => {
		try {
			return JSON.parse((await boot())[name](...args));
		} catch (err) {
			return {ok: false, error: "this browser cannot run the check (" + err.message + "): use ghg verify FILE"};
		}
	};
	const utf8 = new TextEncoder();
	const bytes = b => typeof b === "string" ? utf8.encode(b) : b;

	const el = (name, attributes, ...children) => {
		const e = document.createElement(name);
		for (const [key, value] of Object.entries(attributes || {})) e.setAttribute(key, value);
		e.append(...children);
		return e;
	};
	// both returns a text in both languages, one of which the page hides.
	const both = (en, ja) => {
		const f = document.createDocumentFragment();
		f.append(el("span", {class: "en", lang: "en"}, en), el("span", {class: "ja", lang: "ja"}, ja));
		return f;
	};
	const bdi = text => el("bdi", {}, text);
	// grouped writes an exact number with its thousands apart.
	const grouped = text => {
		const [, sign, whole, rest] = /^(-?)(\d+)(.*)$/.exec(text) || [null, "", "", text];
		return (sign && "\u2212") + whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") + rest;
	};
	const kg = text => el("span", {class: "gv-num", "data-kg": text}, grouped(text) + " kg CO2e");
	const byId = id => document.getElementById(id);
	// report is the page of a report, or null: receipt(n, element) resolves to the receipt of a line, or to "" if the element says why
	// there is none; find to the line of a SHA-256, or 0; alike to the lines of the same activity; settings has its totals and marks.
	const report = () => globalThis.ghgReport || null;
	const pause = () => new Promise(go => setTimeout(go));

	// A receipt that was checked.
	const row = (en, ja, value) => value ? [el("dt", {}, both(en, ja)), el("dd", {}, typeof value === "string" ? bdi(value) : value)] : [];
	const verdict = (ok, what) => el("h3", {class: ok ? "gv-ok" : "gv-bad"}, ok ? "✓ " : "✗ ", ok ? both("Holds", "検証成立") : both("Does not hold", "検証不成立"), ": ", bdi(what));
	const place = async a => {
		const r = report();
		if (!a.ok || !r) return "";
		const n = await r.find(a.sha256), line = both("line " + n + " of this report", "この報告書の " + n + " 行目");
		return n ? byId("r" + n) ? el("a", {href: "#r" + n}, line) : line : both("not of this report", "この報告書の行ではありません");
	};
	const wanted = () => ((byId("gv-sum") || {}).value || "").trim().toLowerCase();
	const compared = a => {
		const sum = wanted();
		if (!sum || !a.ok) return "";
		const same = sum === a.sha256;
		return el("span", {class: same ? "gv-ok" : "gv-bad"}, same ? "✓ " : "✗ ", same ? both("it is the one you gave", "入力した値と一致") : both("it is not the one you gave", "入力した値と不一致"));
	};
	const receipt = async (a, name) => {
		if (!a.ok) return el("article", {class: "gv-item", "data-ok": "false"}, verdict(false, name), el("p", {class: "gv-error"}, bdi(a.error)));
		const item = el("article", {class: "gv-item", "data-ok": "true"}, verdict(true, a.id || name), el("p", {}, bdi(a.explain)),
			el("dl", {}, ...row("CO2e", "CO2e", kg(a.co2e_kg)), ...row("Method", "算定方法", a.method), ...row("Scope", "スコープ", [a.scope, a.accounting].filter(Boolean).join(", ")),
				...row("Period", "期間", a.period), ...row("Entity", "組織", a.entity), ...row("Site", "拠点", a.site),
				...row("SHA-256", "SHA-256", el("code", {}, a.sha256)), ...row("Compared", "照合", compared(a)), ...row("Place", "位置", await place(a))));
		const steps = el("ol", {class: "gv-steps"});
		for (const step of a.steps) steps.append(el("li", {}, bdi(step)));
		item.append(el("details", {open: ""}, el("summary", {}, both("Every step, recomputed", "再計算した全ステップ")), steps));
		return item;
	};
	const words = {yes: ["✓ ", "holds", "成立"], no: ["✗ ", "does not hold", "不成立"], "not checked": ["○ ", "not checked", "未確認"]};
	const proof = async (a, name) => {
		const item = el("article", {class: "gv-item", "data-ok": String(a.ok)}, verdict(a.ok, name));
		if (a.error) item.append(el("p", {class: "gv-error"}, bdi(a.error)));
		const list = el("ul", {class: "gv-checks"});
		for (const c of a.checks || []) {
			const [mark, en, ja] = words[c.holds];
			list.append(el("li", {class: {yes: "gv-ok", no: "gv-bad"}[c.holds] || "gv-open", "data-holds": c.holds}, mark, both(en, ja), ": ", bdi(c.what), ...(c.error ? [" — ", bdi(c.error)] : [])));
		}
		item.append(list);
		for (const r of a.receipts || []) item.append(await receipt(r, name));
		return item;
	};

	// split returns the lines of a file that are not empty, as bytes.
	const split = b => {
		const lines = [];
		for (let from = 0; from < b.length;) {
			let to = b.indexOf(10, from);
			if (to < 0) to = b.length;
			const end = to > from && b[to - 1] === 13 ? to - 1 : to;
			if (end > from) lines.push(b.subarray(from, end));
			from = to + 1;
		}
		return lines;
	};
	const most = 200; // receipts of a file that are shown with their steps
	let files = [], turn = 0;

	// show checks the files again, all of them, and shows what it found.
	const show = async () => {
		const out = byId("gv-out"), mine = ++turn;
		out.replaceChildren(el("p", {}, both("Checking …", "検証中 …")));
		const list = [], kinds = files.map(f => {
			const begin = new TextDecoder().decode(f.bytes.subarray(0, 256));
			if (begin.startsWith("ghg seal ")) return "statement";
			if (begin.includes('"ghg_proof"')) return "proof";
			return /^\s*[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\s*$/.test(begin) ? "key" : "receipts";
		});
		const of = kind => files.filter((_, i) => kinds[i] === kind);
		if (of("key").length) byId("gv-key").value = new TextDecoder().decode(of("key")[0].bytes).trim();
		const statement = of("statement").length ? of("statement")[0].bytes : new Uint8Array();
		for (const f of of("proof")) list.push(await proof(await ask("prove", f.bytes, statement, byId("gv-key").value), f.name));
		if (of("statement").length && !of("proof").length) list.push(el("p", {}, both("A signed statement is checked with a proof: choose that, too.", "署名済みステートメントは証明ファイルと合わせて検証します。証明ファイルも選択してください。")));
		for (const f of of("receipts")) {
			const lines = split(f.bytes);
			let good = 0, bad = 0;
			if (!lines.length) list.push(await receipt({ok: false, error: "it is empty: want a receipt, a proof or a signed statement"}, f.name));
			for (const [i, line] of lines.entries()) {
				const a = await ask("verify", line);
				a.ok ? good++ : bad++;
				if (good + bad <= most || !a.ok && bad <= most) list.push(await receipt(a, f.name + (lines.length > 1 ? ", " + (i + 1) : "")));
				if (i % 20 === 19) await pause();
				if (mine !== turn) return;
			}
			if (lines.length > 1) list.unshift(el("p", {class: "gv-count"}, bdi(f.name), ": ", both(good + " hold, " + bad + " do not", "成立 " + good + " 件、不成立 " + bad + " 件")));
		}
		if (mine === turn) out.replaceChildren(...list);
	};
	const read = async list => Promise.all(Array.from(list, async f => ({name: f.name, bytes: new Uint8Array(await f.arrayBuffer())})));
	const take = async list => { files = await read(list); await show(); };
	const verifyText = async text => {
		files = [{name: "receipt", bytes: utf8.encode(text)}];
		byId("ghg-verify").scrollIntoView();
		await show();
	};
	const dropping = (zone, then) => {
		zone.addEventListener("dragover", e => { e.preventDefault(); zone.classList.add("gv-over"); });
		zone.addEventListener("dragleave", () => zone.classList.remove("gv-over"));
		zone.addEventListener("drop", e => { e.preventDefault(); zone.classList.remove("gv-over"); then(e.dataTransfer.files); });
	};
	const live = root => {
		for (const e of root.querySelectorAll(".gv-live")) e.hidden = false;
		for (const e of root.querySelectorAll(".gv-off")) e.hidden = true;
	};
	const wireVerify = root => {
		live(root);
		byId("gv-files").addEventListener("change", e => take(e.target.files));
		byId("gv-text-check").addEventListener("click", () => { files = [{name: "receipt", bytes: utf8.encode(byId("gv-text").value)}]; show(); });
		for (const id of ["gv-key", "gv-sum"]) byId(id).addEventListener("change", () => files.length && show());
		dropping(root.querySelector(".gv-drop"), take);
	};

	// The what-if. Each line that was added has its receipt and the fields of its inputs.
	let added = [], asked = 0, timer = 0;
	const changed = f => f.box.value.trim() !== f.input.value;
	const total = (id, t) => {
		const into = byId(id);
		if (!t) return into.replaceChildren("–");
		into.replaceChildren(kg(t.before_kg), " → ", el("strong", {}, kg(t.after_kg)), " (", el("span", {"data-change": t.change_kg}, (t.change_kg.startsWith("-") ? "" : "+") + grouped(t.change_kg)), ")");
	};
	const sketch = async () => {
		const mine = ++asked, changes = [];
		added.forEach((line, i) => { for (const f of line.fields) if (changed(f)) changes.push({receipt: i, input: f.input.at, value: f.box.value.trim(), source: "what-if of the page"}); });
		const {totals, marks} = report() ? report().settings : {};
		const a = await ask("whatIf", {receipts: added.map(line => line.bytes), changes, totals, marks});
		if (mine !== asked) return;
		byId("gw-error").replaceChildren(...(a.error ? ["✗ ", bdi(a.error)] : []));
		total("gw-location", a.location);
		total("gw-market", a.market);
		added.forEach((line, i) => {
			const now = (a.lines || [])[i];
			line.out.replaceChildren(...(!now ? [] : now.error ? [el("span", {class: "gv-bad"}, "✗ ", bdi(now.error))] : [kg(now.before_kg), " → ", kg(now.after_kg), ...(now.counts ? [] : [" ", both("(not in a total)", "(合計に含まれません)")])]));
		});
	};
	const soon = () => { clearTimeout(timer); timer = setTimeout(sketch, 150); };
	// same reports whether two fields are one number: of all lines, or of those of one activity.
	const same = (line, f, other, g) => f.input.key === g.input.key && (f.input.shared || line.id === other.id);
	const mirror = (line, f) => {
		for (const other of added) for (const g of other.fields) if (g !== f && same(line, f, other, g)) g.box.value = f.box.value;
		soon();
	};
	let serial = 0;
	const addLine = async (receipt, label, n) => {
		const a = await ask("inputs", receipt);
		const lines = byId("gw-lines");
		if (!a.ok) return byId("gw-error").replaceChildren("✗ ", bdi((label ? label + ": " : "") + a.error));
		const line = {n, id: a.id, bytes: receipt, fields: [], out: el("p", {class: "gw-line", role: "status"})};
		const set = el("fieldset", {}, el("legend", {}, bdi(label ? label + " " + a.id : a.id), " ", el("small", {}, bdi(a.method))));
		for (const input of a.inputs || []) {
			const id = "gw-" + ++serial, box = el("input", {id, type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", "data-input": input.at});
			box.value = input.value;
			const f = {input, box};
			for (const other of added) for (const g of other.fields) if (same(other, g, line, f)) box.value = g.box.value;
			box.addEventListener("input", () => mirror(line, f));
			line.fields.push(f);
			set.append(el("div", {class: "gw-field"}, el("label", {for: id}, bdi(input.text)), el("span", {}, box, " ", bdi(input.unit))));
		}
		const away = el("button", {type: "button"}, both("Take out", "除く"));
		away.addEventListener("click", () => {
			for (const other of added) if (other.id === line.id) other.set.remove();
			added = added.filter(other => other.id !== line.id);
			sketch();
		});
		line.set = set;
		set.append(line.out, away);
		added.push(line);
		lines.append(set);
		await sketch();
		return set;
	};
	// changeLine adds a line of the report, and the others of its activity, which change with it.
	const changeLine = async n => {
		const r = report(), last = r ? r.settings.lines : 0;
		if (!(n >= 1 && n <= last)) return byId("gw-error").replaceChildren("✗ ", both("line " + n + ": want 1 to " + last, n + " 行目:1 から " + last + " の値が必要です"));
		let first = null;
		for (const m of await r.alike(n)) {
			if (added.some(line => line.n === m)) continue;
			const into = el("div", {});
			byId("gw-lines").append(into);
			const text = await r.receipt(m, into);
			if (!text) return;
			into.remove();
			const set = await addLine(utf8.encode(text), "#" + m, m);
			if (m === n) first = set;
		}
		if (first) first.scrollIntoView({block: "nearest"});
	};
	const wireWhatIf = root => {
		live(root);
		byId("gw-by-number").hidden = !report();
		byId("gw-by-file").hidden = Boolean(report());
		byId("gw-add").addEventListener("click", () => changeLine(Number(byId("gw-number").value)));
		byId("gw-files").addEventListener("change", async e => { for (const f of await read(e.target.files)) for (const line of split(f.bytes)) await addLine(line, "", 0); e.target.value = ""; });
		byId("gw-clear").addEventListener("click", () => { added = []; byId("gw-lines").replaceChildren(); sketch(); });
	};

	// recompute answers below a button of a line: what the library gives of the receipt, which must be the one with the hash that
	// the line shows.
	const recompute = async button => {
		const box = button.parentNode, next = box.nextElementSibling;
		const said = next && next.classList.contains("gv-said") ? next : el("div", {class: "gv-said", role: "status", "aria-live": "polite"});
		said.replaceChildren();
		box.after(said);
		const text = report() ? await report().receipt(Number(button.dataset.n), said) : "";
		if (!text) return;
		said.replaceChildren(both("Recomputing …", "再計算中 …"));
		const a = await ask("verify", utf8.encode(text)), sum = box.querySelector("code").textContent;
		if (!a.ok) return said.replaceChildren(el("p", {class: "gv-bad"}, "✗ ", both("does not hold", "検証不成立"), ": ", bdi(a.error)));
		if (a.sha256 !== sum) return said.replaceChildren(el("p", {class: "gv-bad"}, "✗ ", both("it holds, but is not of this line: its SHA-256 is", "成立しますが、この行の算定証明書ではありません。SHA-256:"), " ", el("code", {}, a.sha256)));
		said.replaceChildren(el("p", {class: "gv-ok"}, "✓ ", both("holds", "検証成立"), ": ", kg(a.co2e_kg), ", SHA-256 ", el("code", {}, a.sha256)));
	};
	document.addEventListener("click", e => {
		const button = e.target.closest && e.target.closest("button.recompute");
		if (button) recompute(button);
	});

	globalThis.ghg = {
		verify: b => ask("verify", bytes(b)),
		inputs: b => ask("inputs", bytes(b)),
		prove: (file, statement, key) => ask("prove", bytes(file), statement ? bytes(statement) : new Uint8Array(), key),
		whatIf: q => ask("whatIf", q),
		changeLine, verifyText,
	};
	const ready = () => {
		if (byId("ghg-verify")) wireVerify(byId("ghg-verify"));
		if (byId("ghg-whatif")) wireWhatIf(byId("ghg-whatif"));
	};
	if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready); else ready();
})();

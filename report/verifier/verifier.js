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
	// report is what the page of a report gives: its receipts in order, what its settings say of totals, and marks.
	const report = () => {
		const r = globalThis.ghgReport;
		if (!r) return null;
		const settings = r.settings || {}, all = r.receipts || (async () => null);
		return {
			totals: r.totals || settings.totals, marks: r.marks || settings.marks,
			receipt: r.receipt || (async n => ((await all()) || [])[n - 1] || ""),
			find: r.find || (async sum => ((await all()) || []).findIndex(text => text.includes('"sha256":"' + sum + '"')) + 1),
		};
	};
	const pause = () => new Promise(go => setTimeout(go));

	// A receipt that was checked.
	const row = (en, ja, value) => value ? [el("dt", {}, both(en, ja)), el("dd", {}, typeof value === "string" ? bdi(value) : value)] : [];
	const verdict = (ok, what) => el("h3", {class: ok ? "gv-ok" : "gv-bad"}, ok ? "✓ " : "✗ ", ok ? both("Holds", "検証成立") : both("Does not hold", "検証不成立"), ": ", bdi(what));
	const place = async a => {
		const r = report();
		if (!a.ok || !r || !r.find) return "";
		const n = await r.find(a.sha256);
		return n ? el("a", {href: "#r" + n}, both("line " + n + " of this report", "この報告書の " + n + " 行目")) : both("not of this report", "この報告書の行ではありません");
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
		const totals = report() && report().totals, marks = report() && report().marks;
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
	const mirror = f => {
		if (f.input.shared) for (const line of added) for (const g of line.fields) if (g !== f && g.input.key === f.input.key) g.box.value = f.box.value;
		soon();
	};
	let serial = 0;
	const addLine = async (receipt, label) => {
		const a = await ask("inputs", receipt);
		const lines = byId("gw-lines");
		if (!a.ok) return byId("gw-error").replaceChildren("✗ ", bdi((label ? label + ": " : "") + a.error));
		const line = {bytes: receipt, fields: [], out: el("p", {class: "gw-line", role: "status"})};
		const set = el("fieldset", {}, el("legend", {}, bdi(label ? label + " " + a.id : a.id), " ", el("small", {}, bdi(a.method))));
		for (const input of a.inputs || []) {
			const id = "gw-" + ++serial, box = el("input", {id, type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", "data-input": input.at});
			box.value = input.value;
			const f = {input, box};
			box.addEventListener("input", () => mirror(f));
			line.fields.push(f);
			set.append(el("div", {class: "gw-field"}, el("label", {for: id}, bdi(input.text)), el("span", {}, box, " ", bdi(input.unit))));
		}
		const away = el("button", {type: "button"}, both("Take out", "除く"));
		away.addEventListener("click", () => { added = added.filter(other => other !== line); set.remove(); sketch(); });
		set.append(line.out, away);
		added.push(line);
		lines.append(set);
		await sketch();
		return set;
	};
	const changeLine = async n => {
		const r = report(), text = r && r.receipt ? await r.receipt(n) : "";
		if (!text) return byId("gw-error").replaceChildren("✗ ", both("line " + n + ": its receipt is not in this page", n + " 行目の算定証明書はこのページにありません"));
		const set = await addLine(utf8.encode(text), "#" + n);
		if (set) set.scrollIntoView({block: "nearest"});
	};
	const wireWhatIf = root => {
		live(root);
		const inPage = report() && report().receipt;
		byId("gw-by-number").hidden = !inPage;
		byId("gw-by-file").hidden = Boolean(inPage);
		byId("gw-add").addEventListener("click", () => changeLine(Number(byId("gw-number").value)));
		byId("gw-files").addEventListener("change", async e => { for (const f of await read(e.target.files)) for (const line of split(f.bytes)) await addLine(line, ""); e.target.value = ""; });
		byId("gw-clear").addEventListener("click", () => { added = []; byId("gw-lines").replaceChildren(); sketch(); });
	};

	// recompute answers beside a button of a line.
	const recompute = async button => {
		const r = report(), text = r ? await r.receipt(Number(button.dataset.n)) : "";
		const a = text ? await ask("verify", utf8.encode(text)) : {ok: false, error: "its receipt is not in this page"};
		const said = button.parentNode.querySelector(".gv-said") || el("span", {class: "gv-said", role: "status"});
		said.replaceChildren(" ", el("span", {class: a.ok ? "gv-ok" : "gv-bad"}, a.ok ? "✓ " : "✗ ", ...(a.ok ? [both("holds", "検証成立"), ": ", kg(a.co2e_kg)] : [both("does not hold", "検証不成立"), ": ", bdi(a.error)])));
		button.after(said);
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

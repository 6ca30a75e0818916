	// The file of receipts beside the page of a long report. Its reader gives it; it is read member by member.
	const beside = settings.beside;
	let file = null, member = {at: -1}, asking = [], serial = 0;
	const fromFile = async n => {
		const at = Math.floor((n - 1) / beside.lines), from = beside.sizes.slice(0, at).reduce((a, b) => a + b, 0);
		if (member.at !== at) member = {at, lines: (await unpacked(file.slice(from, from + beside.sizes[at]))).split("\n")};
		return member.lines[(n - 1) % beside.lines];
	};
	// isOf reports whether a text has the SHA-256 that the page has of a line. That of a receipt is of the rest of its bytes.
	const isOf = async (text, n) => {
		const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text.replace(/"sha256":"[0-9a-f]{64}",/, ""))));
		const hex = Array.from(sum, b => b.toString(16).padStart(2, "0")).join(""), known = (await columns() || {hashes: []}).hashes[n - 1] || "";
		return text.includes('"sha256":"' + hex + '"') && hex.startsWith(known);
	};
	// asked shows in an element what asks for the file, until it is there.
	const asked = into => new Promise(done => {
		const id = "beside-" + ++serial, wrong = make("p", {role: "alert"}), input = make("input", {type: "file", id});
		const zone = make("div", {class: "ask"}, make("label", {for: id}, say("beside"), " ", make("bdi", {}, beside.name)), " ", input, wrong);
		const size = beside.sizes.reduce((a, b) => a + b, 0);
		const take = list => {
			if (!list.length) return;
			if (list[0].size !== size) return wrong.replaceChildren("\u2717 ", say("other"), " ", make("bdi", {}, beside.name), ": " + grouped(String(size)) + " ", say("bytes"));
			file = list[0];
			for (const a of asking) { a.zone.remove(); a.done(); }
			asking = [];
		};
		input.addEventListener("change", () => take(input.files));
		zone.addEventListener("dragover", e => { e.preventDefault(); zone.classList.add("over"); });
		zone.addEventListener("dragleave", () => zone.classList.remove("over"));
		zone.addEventListener("drop", e => { e.preventDefault(); zone.classList.remove("over"); take(e.dataTransfer.files); });
		asking.push({zone, done});
		into.append(zone);
	});
	// of.receipt resolves to a receipt in the file beside the page, which it asks for in an element. If there is none, the element
	// says why, and it resolves to "".
	of.receipt = async (n, into) => {
		let why = "away";
		if (beside) {
			if (!file) await asked(into);
			why = globalThis.crypto && crypto.subtle ? "differ" : "sums";
			const text = await fromFile(n).catch(() => "");
			if (text && why === "differ" && await isOf(text, n)) return text;
		}
		into.append(make("p", {class: "wrong", role: "alert"}, "\u2717 ", say(why)));
		return "";
	};

	// The table of lines is a window on the columns.
	const height = 32;
	let view = [], lower = null, box = null, sheet = null;
	// The derivation of one line of the window is below it.
	let opened = 0;
	const close = () => {
		const from = sheet && sheet.querySelector("button[data-n='" + opened + "']");
		opened = 0;
		byId("opened").replaceChildren();
		byId("opened").hidden = true;
		if (from) { from.setAttribute("aria-expanded", "false"); from.focus(); }
	};
	of.show = async n => {
		const c = await columns(), out = byId("opened"), head = make("h3", {tabindex: "-1"}, say("opened"), " " + grouped(String(n)) + ": ", bdi(c.ids[n - 1]));
		const away = make("button", {type: "button"}, say("close"));
		away.addEventListener("click", close);
		opened = n;
		for (const b of sheet.querySelectorAll("button[data-n]")) b.setAttribute("aria-expanded", String(Number(b.dataset.n) === n));
		const into = make("div", {});
		out.replaceChildren(head, away, into);
		out.hidden = false;
		head.focus();
		const text = await receipt(n, into);
		if (text && opened === n) into.replaceChildren(derivation(JSON.parse(text), n));
	};
	const draw = c => {
		const held = sheet.contains(document.activeElement) ? document.activeElement.dataset.n : "";
		const first = Math.max(0, Math.floor(box.scrollTop / height) - 10), last = Math.min(view.length, first + 50);
		const rowsBody = make("tbody");
		for (let i = first; i < last; i++) {
			const n = view[i];
			rowsBody.append(make("tr", {}, make("td", {}, String(n + 1)), make("td", {}, make("button", {type: "button", class: "opens", "data-n": n + 1, "aria-expanded": opened === n + 1, "aria-controls": "opened"}, bdi(c.ids[n]))), make("td", {}, c.names[c.methods[n]]),
				make("td", {}, c.names[c.factors[n]]), make("td", {}, shifted(c.kg[n])), make("td", {}, c.hashes[n])));
		}
		sheet.replaceChildren(rowsBody);
		sheet.style.top = first * height + "px";
		const again = held && sheet.querySelector("button[data-n='" + held + "']");
		if (again) again.focus({preventScroll: true});
	};
	of.filter = async () => {
		const c = await columns();
		if (!box) {
			sheet = make("table", {class: "lines"});
			box = make("div", {class: "window", tabindex: "0", role: "group", "aria-labelledby": "lines-h"}, make("div"), sheet);
			box.addEventListener("scroll", () => requestAnimationFrame(() => draw(c)), {passive: true});
			sheet.addEventListener("click", e => { const b = e.target.closest("button[data-n]"); if (b) of.show(Number(b.dataset.n)); });
			byId("window").append(box, make("div", {id: "opened", class: "lines", hidden: ""}));
		}
		if (found && !lower) lower = c.ids.map((id, i) => (id + "\n" + c.names[c.methods[i]] + "\n" + c.names[c.factors[i]]).toLowerCase());
		view = [];
		for (let i = 0; i < c.ids.length; i++) if ((!only || within(only, i + 1)) && (!found || lower[i].includes(found))) view.push(i);
		if (order === "amount") { const size = Float64Array.from(c.kg, x => Math.abs(Number(x))); view.sort((a, b) => size[b] - size[a]); }
		if (order === "name") { const compare = new Intl.Collator().compare; view.sort((a, b) => compare(c.ids[a], c.ids[b])); }
		box.firstChild.style.height = view.length * height + "px";
		box.scrollTop = 0;
		shown.textContent = grouped(String(view.length));
		draw(c);
	};

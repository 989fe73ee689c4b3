// The search: all in this page, from an index that is loaded when the field is entered.
"use strict";
(() => {
  const root = document.documentElement;
  const field = document.getElementById("site-search");
  const list = document.getElementById("site-results");
  const spoken = document.getElementById("site-spoken");
  const MOST = 12;
  const HAN = /\p{Script=Han}/u;
  // values of a log line, which no page contains
  const NOISE = /^[\d\W]*$/;
  let entries = null;
  let chosen = -1;

  globalThis.searchIndex = (rows) => {
    entries = rows.map(([address, title, page, text]) => ({
      address, title, page, text,
      heads: title.toLowerCase(), pages: page.toLowerCase(), texts: text.toLowerCase(),
    }));
    show();
  };

  const load = () => {
    if (!document.getElementById("site-index")) {
      const script = document.createElement("script");
      script.id = "site-index";
      script.src = `${root.dataset.root}assets/search-${root.lang}.js`;
      document.head.append(script);
    }
  };

  /** Words; Chinese, which has no blanks, in pairs of characters where it is longer. */
  const terms = (query) =>
    [...new Set(query.toLowerCase().split(/[\s,;:："'“”‘’()（），。；、！？…\[\]]+/u).flatMap((word) => {
      const runs = word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) || [];
      return runs.flatMap((run) =>
        HAN.test(run) && run.length > 2
          ? [...run].slice(1).map((character, index) => [...run][index] + character)
          : [run]);
    }))].filter((term) => term.length > 1 && !NOISE.test(term) || HAN.test(term) || term === query);

  const weigh = (entry, term) =>
    (entry.heads === term ? 40 : 0) + (entry.heads.includes(term) ? 10 : 0)
    + (entry.pages.includes(term) ? 3 : 0) + (entry.texts.includes(term) ? 2 : 0);

  /** Entries that have all words; where none has, as with a pasted log line, those with the rarest. */
  const find = (query) => {
    const words = terms(query);
    const weights = entries.map((entry) => words.map((word) => weigh(entry, word)));
    const rarity = words.map((_, i) =>
      Math.log(1 + entries.length / (1 + weights.filter((weight) => weight[i] > 0).length)));
    const found = entries.map((entry, n) => ({
      entry,
      words,
      missing: weights[n].filter((weight) => weight === 0).length,
      score: weights[n].reduce((sum, weight, i) => sum + weight * rarity[i], 0)
        + (entry.texts.includes(query) ? 8 : 0) + (entry.heads.includes(query) ? 20 : 0),
      kinds: weights[n].reduce((sum, weight, i) => sum + (weight > 0 ? rarity[i] : 0), 0),
    })).filter((hit) => hit.score > 0);
    const complete = found.filter((hit) => hit.missing === 0);
    const lowered = (hit) => hit.entry.address.startsWith("contributing/") ? hit.score / 4 : hit.score;
    return complete.length > 0
      ? complete.sort((a, b) => lowered(b) - lowered(a))
      : found.sort((a, b) => b.kinds - a.kinds || lowered(b) - lowered(a));
  };

  /** Some text around the first word, with all words marked. */
  const excerpt = ({ entry, words }) => {
    const first = Math.min(...words.map((word) => entry.texts.indexOf(word)).filter((at) => at >= 0), entry.text.length);
    const from = first === entry.text.length ? 0 : Math.max(0, first - 40);
    const part = (from > 0 ? "…" : "") + entry.text.slice(from, from + 150);
    const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    const line = document.createElement("span");
    part.split(new RegExp(`(${pattern})`, "gi")).forEach((piece, index) => {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      line.append(index % 2 ? mark : piece);
    });
    return line;
  };

  const item = (hit, index) => {
    const link = document.createElement("a");
    const title = document.createElement("strong");
    link.href = root.dataset.root + hit.entry.address;
    link.tabIndex = -1;
    title.textContent = hit.entry.title === hit.entry.page ? hit.entry.title : `${hit.entry.title} · ${hit.entry.page}`;
    link.append(title, excerpt(hit));
    const option = document.createElement("li");
    option.id = `site-result-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(link);
    return option;
  };

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const show = () => {
    const query = field.value.trim().toLowerCase();
    if (!entries || query.length === 0) {
      close();
      return;
    }
    const hits = find(query);
    const nothing = document.createElement("li");
    nothing.textContent = root.dataset.nothing;
    list.replaceChildren(...(hits.length ? hits.slice(0, MOST).map(item) : [nothing]));
    list.scrollTop = 0;
    list.hidden = false;
    chosen = -1;
    field.setAttribute("aria-expanded", "true");
    spoken.textContent = hits.length ? root.dataset.found.replace("{}", hits.length) : root.dataset.nothing;
  };

  const choose = (index) => {
    const options = [...list.querySelectorAll("[role=option]")];
    if (options.length) {
      chosen = (index + options.length) % options.length;
      options.forEach((option, i) => option.setAttribute("aria-selected", i === chosen));
      options[chosen].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", options[chosen].id);
    }
  };

  const go = () => {
    const option = list.querySelectorAll("[role=option]")[Math.max(chosen, 0)];
    if (option) {
      location.href = option.firstElementChild.href;
      close();
    }
  };

  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    const action = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
      Enter: go,
      Escape: close,
    }[event.key];
    if (action && !event.isComposing) {
      event.preventDefault();
      action();
    }
  });
  list.addEventListener("click", close);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) {
      close();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest(".search")) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });
})();

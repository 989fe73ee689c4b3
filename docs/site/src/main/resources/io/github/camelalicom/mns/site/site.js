// Menu, colours, tabs and copy buttons. A page is complete without them.
"use strict";
(() => {
  const root = document.documentElement;

  const store = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // storage is blocked: the choice holds for this page
    }
  };
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };

  // menu, at the width of a phone
  const menu = document.getElementById("site-menu");
  const openMenu = (open) => {
    menu.setAttribute("aria-expanded", open);
    root.classList.toggle("menu-open", open);
  };
  menu.addEventListener("click", () => openMenu(!root.classList.contains("menu-open")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.classList.contains("menu-open")) {
      openMenu(false);
      menu.focus();
    }
  });
  const current = document.querySelector("#site-nav [aria-current]");
  if (current && current.offsetParent) {
    const nav = document.getElementById("site-nav");
    nav.scrollTop = current.offsetTop - nav.clientHeight / 2;
  }

  // colours
  const theme = document.getElementById("site-theme");
  const showTheme = () => theme.setAttribute("aria-pressed", root.dataset.theme === "dark");
  theme.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    store("theme", root.dataset.theme);
    showTheme();
  });
  new MutationObserver(showTheme).observe(root, { attributeFilter: ["data-theme"] });
  showTheme();

  // the same section in the other language
  const language = document.getElementById("site-language");
  language.addEventListener("click", () => {
    language.hash = location.hash;
  });

  // tabs: the terms of a list are their names
  const groups = [];
  const select = (name) => {
    groups.filter((tabs) => tabs.some((tab) => tab.name === name)).forEach((tabs) =>
      tabs.forEach((tab) => {
        const chosen = tab.name === name;
        tab.button.setAttribute("aria-selected", chosen);
        tab.button.tabIndex = chosen ? 0 : -1;
        tab.panel.hidden = !chosen;
      }));
  };
  const choose = (tab) => {
    const before = tab.button.getBoundingClientRect().top;
    select(tab.name);
    store("tab", tab.name);
    scrollBy(0, tab.button.getBoundingClientRect().top - before);
  };
  const move = (event, tabs, index) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = tabs[(index + step + tabs.length) % tabs.length];
      choose(next);
      next.button.focus();
    }
  };
  document.querySelectorAll(".exampleblock.tabs").forEach((block, number) => {
    const tabs = [...block.querySelectorAll(":scope > .content > .dlist > dl > dt")].map((term, index) => {
      const id = `site-tab-${number}-${index}`;
      const name = term.textContent.trim();
      const button = make("button", { type: "button", role: "tab", id, "aria-controls": id + "-panel" }, name);
      const panel = make("div", { role: "tabpanel", id: id + "-panel", "aria-labelledby": id });
      panel.append(...term.nextElementSibling.childNodes);
      return { name, button, panel };
    });
    if (tabs.length > 0) {
      tabs.forEach((tab, index) => {
        tab.button.addEventListener("click", () => choose(tab));
        tab.button.addEventListener("keydown", (event) => move(event, tabs, index));
      });
      block.firstElementChild.replaceChildren(
        make("div", { role: "tablist" }, ...tabs.map((tab) => tab.button)),
        ...tabs.map((tab) => tab.panel));
      groups.push(tabs);
      select(tabs[0].name);
    }
  });
  if (stored("tab")) {
    select(stored("tab"));
  }

  // copy
  const textOf = (code) => {
    const copy = code.cloneNode(true);
    copy.querySelectorAll(".conum, .conum + b").forEach((mark) => mark.remove());
    return copy.textContent.trimEnd();
  };
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = make("textarea", { class: "unseen" });
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };
  document.querySelectorAll(".listingblock").forEach((block) => {
    const code = block.querySelector("pre");
    const button = make("button", { type: "button", class: "copy" }, root.dataset.copy);
    button.addEventListener("click", async () => {
      await write(textOf(code));
      button.textContent = root.dataset.copied;
      setTimeout(() => {
        button.textContent = root.dataset.copy;
      }, 2000);
    });
    block.append(button);
  });
})();

// Builds elements from text only: no HTML is parsed, so that a receipt with markup stays text.
import { t } from './words.js';

export const byId = (id) => document.getElementById(id);

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** Changes a text only if it differs, so that screen readers announce changes only. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Updates the children to match the items; an unchanged item keeps its element and its focus. Items
 * with the same key are numbered, so that each has its own element.
 */
export function sync(parent, items, key, create, update) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const seen = new Map();
  let before = parent.firstElementChild;
  for (const item of items) {
    const nth = (seen.get(key(item)) ?? 0) + 1;
    seen.set(key(item), nth);
    const name = `${key(item)} ${nth}`;
    let child = old.get(name);
    if (!child) {
      child = create(item);
      child.dataset.key = name;
    }
    old.delete(name);
    if (child === before) before = before.nextElementSibling;
    else parent.insertBefore(child, before);
    update(child, item);
  }
  for (const child of old.values()) child.remove();
}

/** Calls the emulator; a refusal is thrown with the emulator's message. */
export async function call(method, path, body) {
  const answer = await fetch('/_emulator/' + path, { method, body });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Refusal(json.error ?? `${answer.status}`);
  return json;
}

export class Refusal extends Error {}

/** The reason for a failed call: a refusal, or no answer. */
export const trouble = (e) => (e instanceof Refusal ? t('refused', { e: e.message }) : t('lostWords'));

/** Settings stored in the browser, if it allows that. */
export const memory = {
  get(name, unset) {
    try { return localStorage.getItem('alicom.' + name) ?? unset; } catch { return unset; }
  },
  set(name, value) {
    try { localStorage.setItem('alicom.' + name, value); } catch { /* private window */ }
  },
};

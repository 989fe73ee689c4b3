// Elements made of text alone: nothing here parses HTML, so a receipt with markup stays text.
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

/** Changes a text only if it is another one, so that screen readers hear changes alone. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Makes the children fit the items; one that stays is the same element and keeps its focus. */
export function sync(parent, items, key, create, update) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let before = parent.firstElementChild;
  for (const item of items) {
    const name = String(key(item));
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

/** Asks the emulator; what it refuses is thrown in its own words. */
export async function call(method, path, body) {
  const answer = await fetch('/_emulator/' + path, { method, body });
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Refusal(json.error ?? `${answer.status}`);
  return json;
}

export class Refusal extends Error {}

/** Why a call failed, in words: the emulator said no, or nothing at all. */
export const trouble = (e) => (e instanceof Refusal ? t('refused', { e: e.message }) : t('lostWords'));

/** Settings that a browser remembers; one that keeps none is asked again next time. */
export const memory = {
  get(name, unset) {
    try { return localStorage.getItem('alicom.' + name) ?? unset; } catch { return unset; }
  },
  set(name, value) {
    try { localStorage.setItem('alicom.' + name, value); } catch { /* private window */ }
  },
};

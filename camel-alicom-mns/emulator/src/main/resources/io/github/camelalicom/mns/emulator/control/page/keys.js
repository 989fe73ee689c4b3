// Single-key shortcuts. They can be switched off for users of dictation software.
import { byId, h, memory, sync } from './dom.js';
import { t } from './words.js';

const SHOWN = [
  ['Q', 'k_q'], ['M', 'k_m'], ['R', 'k_r'], ['S', 'k_s'], ['F', 'k_f'], ['A', 'k_a'], ['E', 'k_e'], ['C', 'k_c'],
  ['P', 'k_p'], ['L', 'k_l'], ['T', 'k_t'], ['?', 'k_h'], ['Ctrl + Enter', 'k_enter'], ['↑ ↓', 'k_arrows'],
];

export function start(actions) {
  byId('keys-on').checked = memory.get('keys', 'on') === 'on';
  byId('keys-on').addEventListener('change', (e) => memory.set('keys', e.target.checked ? 'on' : 'off'));
  byId('help-open').addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const action = { ...actions, '?': open }[event.key.toLowerCase()];
    if (!action || !byId('keys-on').checked || isTyping(event) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    action();
  });
}

export function render() {
  sync(byId('key-list'), SHOWN, ([key]) => key, ([key]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd')),
    (e, [, words]) => { e.lastElementChild.textContent = t(words); });
}

/** Focuses a section, or a field in it. */
export function go(id) {
  byId(id).focus();
  byId(id).scrollIntoView({ block: 'nearest' });
}

const open = () => byId('help').showModal();

function isTyping(event) {
  return event.ctrlKey || event.metaKey || event.altKey
    || event.target.closest?.('textarea, select, input:not([type=checkbox]):not([type=radio])');
}

// Switches for faults. Their state is read from the emulator: tests and scripts may switch, too.
import { byId, call, h, say, sync, trouble } from './dom.js';
import { t } from './words.js';

const OFTEN = {
  always: { times: 'always' }, once: { times: 1 }, thrice: { times: 3 }, third: { times: 'always', probability: 0.3 },
};
const PRESETS = {
  delay: { fault: 'delay', duration: '2s' },
  error: { fault: 'error', code: 'InternalError', status: 500, on: ['receive'] },
  throttle: { fault: 'error', code: 'Throttling.User', status: 400, on: ['token'] },
  dropBefore: { fault: 'dropBefore' },
  dropAfter: { fault: 'dropAfter', on: ['batchDelete', 'delete'] },
  duplicate: { fault: 'duplicateDelivery', on: ['receive'] },
  cut: { fault: 'cutBody', bytes: 200, on: ['receive'] },
  emptyAtOnce: { fault: 'emptyAtOnce', on: ['receive'] },
  late: { fault: 'delayAfter', duration: '5s', on: ['changeVisibility', 'delete', 'batchDelete'] },
  endlessBody: { fault: 'endlessBody', on: ['receive'] },
  endlessHeaders: { fault: 'endlessHeaders', on: ['receive'] },
  htmlPage: { fault: 'htmlPage', on: ['batchDelete', 'delete'] },
  unreadable: { fault: 'unreadableEntry', part: 'forbiddenCharacter', on: ['receive'] },
  expire: { fault: 'expireTokens', on: ['receive'] },
  skew: { fault: 'clockSkew', by: '3600s' },
};
const EXAMPLE = '{"fault": "status", "status": 503, "on": ["receive"], "times": 2}';
let active = [];
let changed = () => {};

export function start(onChange) {
  changed = onChange;
  byId('fault-json').value = EXAMPLE;
  byId('faults-clear').addEventListener('click', () => change(() => call('DELETE', 'faults'), 'cleared'));
  byId('fault-form').addEventListener('submit', (e) => {
    e.preventDefault();
    change(() => call('POST', 'faults', byId('fault-json').value), 'added');
  });
  renderOften();
}

export function take(list) {
  active = list;
  render();
}

export function render() {
  renderOften();
  sync(byId('switches'), Object.keys(PRESETS), (name) => name, createSwitch, updateSwitch);
  const others = active.filter((fault) => !Object.values(PRESETS).some((preset) => isOf(preset, fault)));
  byId('others-h').hidden = others.length === 0;
  sync(byId('others'), others, (fault) => fault.id, createOther, updateOther);
  byId('faults-clear').disabled = active.length === 0;
}

function renderOften() {
  sync(byId('often'), Object.keys(OFTEN), (name) => name, (name) => h('option', { value: name }), (option, name) => say(option, t(name)));
}

/** A fault belongs to a preset with the same effect on the same kinds of request, at any frequency. */
function isOf(preset, fault) {
  const text = (value) => (Array.isArray(value) ? [...value].sort().join() : value);
  return !fault.queue && text(fault.on ?? []) === text(preset.on ?? [])
    && Object.keys(preset).every((field) => field === 'on' || fault[field] === preset[field]);
}

const ofPreset = (name) => active.filter((fault) => isOf(PRESETS[name], fault));

function createSwitch(name) {
  const button = h('button', { type: 'button', role: 'switch', id: 'fault-' + name, onclick: () => toggle(name) },
    h('span', { class: 'words' }, h('b'), h('small')), h('span', { class: 'knob', 'aria-hidden': 'true' }));
  return h('li', {}, button);
}

function updateSwitch(item, name) {
  const button = item.firstElementChild;
  const faults = ofPreset(name);
  const on = faults.some((fault) => !fault.spent);
  const fired = faults.reduce((sum, fault) => sum + fault.fired, 0);
  button.setAttribute('aria-checked', String(on));
  say(button.querySelector('b'), t('f_' + name));
  const happened = fired ? t(on ? 'fired' : 'spent', { n: fired }) : on ? t('fired0') : '';
  say(button.querySelector('small'), [t(`f_${name}_`), happened].filter(Boolean).join(' · '));
}

function toggle(name) {
  const faults = ofPreset(name);
  const remove = () => Promise.all(faults.map((fault) => call('DELETE', 'faults/' + fault.id)));
  const on = faults.some((fault) => !fault.spent);
  change(async () => {
    await remove();
    if (!on) await call('POST', 'faults', JSON.stringify({ ...PRESETS[name], ...OFTEN[byId('often').value] }));
  }, '');
}

function createOther(fault) {
  return h('li', {}, h('span', { class: 'words' }, h('b', {}, inWords(fault)), h('small')),
    h('button', { type: 'button', class: 'quiet small', onclick: () => change(() => call('DELETE', 'faults/' + fault.id), '') }));
}

/** Its name and values in JSON. */
const inWords = (fault) =>
  [fault.fault, fault.code, fault.status, fault.duration, fault.by, fault.bytes, fault.part].filter((v) => v !== undefined).join(' ');

function updateOther(item, fault) {
  const where = [...(fault.on ?? []), fault.queue].filter(Boolean).join(', ');
  const happened = fault.spent ? t('spent', { n: fault.fired }) : fault.fired ? t('fired', { n: fault.fired }) : t('fired0');
  say(item.querySelector('small'), [where, happened].filter(Boolean).join(' · '));
  say(item.querySelector('button'), t('remove'));
}

async function change(action, words) {
  const note = byId('fault-note');
  try {
    await action();
    note.dataset.state = 'good';
    say(note, words && t(words));
  } catch (e) {
    note.dataset.state = 'bad';
    say(note, trouble(e));
  }
  changed();
}

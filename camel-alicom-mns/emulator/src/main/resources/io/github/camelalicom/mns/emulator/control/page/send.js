// Sends receipts; each type has a sample to edit.
import { byId, call, h, say, trouble } from './dom.js';
import { number, t } from './words.js';

const OTHER = '';
let samples = {};
let sample = '';
let done = () => {};

export async function start(onSent) {
  done = onSent;
  byId('type').addEventListener('change', () => fresh());
  byId('fresh').addEventListener('click', () => fresh());
  for (const id of ['json', 'count', 'other']) byId(id).addEventListener('input', check);
  byId('send-form').addEventListener('submit', (e) => { e.preventDefault(); submit(); });
  byId('send-form').addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); submit(); }
  });
  await fresh();
}

/** A new sample each time, because numbers and times differ. */
async function fresh() {
  try {
    samples = await call('GET', 'samples');
  } catch (e) {
    return report(trouble(e), 'bad');
  }
  renderTypes();
  const receipt = samples[byId('type').value] ?? { id: Date.now() };
  sample = JSON.stringify(receipt, null, 2);
  byId('json').value = sample;
  report('');
  check();
}

function renderTypes() {
  const chosen = byId('type').value;
  const names = Object.keys(samples);
  byId('type').replaceChildren(...names.map((n) => h('option', { value: n }, n)), h('option', { value: OTHER }, t('otherType')));
  byId('type').value = byId('type').options.length && (names.includes(chosen) || (chosen === OTHER && sample)) ? chosen : names[0];
}

export function render() {
  if (Object.keys(samples).length) renderTypes();
  check();
}

/** The error in the form; empty if it is valid. */
function check() {
  byId('other-field').hidden = byId('type').value !== OTHER;
  const fault = bodyFault() || countFault() || typeFault();
  const note = byId('json-note');
  note.dataset.state = fault ? 'bad' : 'ok';
  say(note, fault || t(isOwnSample() ? 'asSample' : 'edited'));
  byId('json').setAttribute('aria-invalid', String(!!bodyFault()));
  byId('count').setAttribute('aria-invalid', String(!!countFault()));
  const count = Number(byId('count').value);
  say(byId('send-button'), count > 1 && !countFault() ? t('sendMany', { n: number(count) }) : t('sendOne'));
  return fault;
}

function bodyFault() {
  try {
    const json = JSON.parse(byId('json').value);
    const items = Array.isArray(json) ? json : [json];
    const objects = items.length && items.every((i) => i && typeof i === 'object' && !Array.isArray(i));
    return objects ? '' : t('notObject');
  } catch (e) {
    return t('notJson', { e: e.message });
  }
}

function countFault() {
  const count = Number(byId('count').value);
  return Number.isInteger(count) && count >= 1 && count <= 100_000 ? '' : t('badCount');
}

/** A sample is named after its type, and after its dialect where a type has several. */
const type = () => (byId('type').value === OTHER ? byId('other').value.trim() : byId('type').value.split('.')[0]);
/** The emulator makes it itself, each with its own numbers. */
const isOwnSample = () => byId('json').value === sample && byId('type').value === type();
const typeFault = () => (/^[A-Za-z0-9]+$/.test(type()) ? '' : t('badType'));

async function submit() {
  const fault = check();
  if (fault) return report(fault, 'bad');
  report(t('sending'));
  const body = isOwnSample() ? undefined : byId('json').value;
  try {
    const answer = await call('POST', `receipts/${type()}?count=${Number(byId('count').value)}`, body);
    report(t('sentTo', { n: number(answer.messageIds.length), q: answer.queueName }), 'good');
    done(answer.queueName);
  } catch (e) {
    report(trouble(e), 'bad');
  }
}

function report(words, state = 'ok') {
  byId('sent').dataset.state = state;
  say(byId('sent'), words);
}

// How the emulator answers where the documentation of the services leaves it open. Topics, values
// and their English texts come from the emulator.
import { chinese } from './assumptions-zh.js';
import { byId, call, h, say, sync, trouble } from './dom.js';
import { current as language, t } from './words.js';

let current = [];
let changed = () => {};

export function start(onChange) {
  changed = onChange;
  byId('assumptions-reset').addEventListener('click', () => change(() => call('DELETE', 'assumptions')));
}

export function take(list) {
  current = list;
  render();
}

export function render() {
  const others = current.filter((one) => one.value !== one.default).length;
  say(byId('assumptions-summary'), t('topics', { n: current.length, m: others }));
  sync(byId('assumption-list'), current, (one) => one.topic, create, update);
}

function create(one) {
  const id = 'assumption-' + one.topic;
  const box = h('select', { id, onchange: (e) => choose(one.topic, e.target.value) },
    ...one.alternatives.map((other) => h('option', { value: other.value })));
  return h('li', {}, h('label', { for: id }, h('b', {}, one.topic)), h('small', { class: 'question' }), box,
    h('small', { class: 'meaning' }), h('small', { class: 'source' }));
}

function update(item, one) {
  const box = item.querySelector('select');
  for (const option of box.options) say(option, option.value === one.default ? t('defaultValue', { v: option.value }) : option.value);
  if (box.value !== one.value) box.value = one.value;
  item.dataset.state = one.value === one.default ? 'default' : 'other';
  const texts = textsOf(one);
  say(item.querySelector('.question'), texts.question);
  say(item.querySelector('.meaning'), texts.meaning);
  say(item.querySelector('.source'), t('source', { s: texts.source }));
}

/** A topic or value without a Chinese text is described in English. */
function textsOf(one) {
  const translated = language() === 'zh' ? chinese[one.topic] : undefined;
  return {
    question: translated?.question ?? one.question,
    meaning: translated?.values[one.value] ?? one.alternatives.find((other) => other.value === one.value).description,
    source: translated?.source ?? one.source,
  };
}

const choose = (topic, value) => change(() => call('POST', 'assumptions', JSON.stringify({ [topic]: value })));

async function change(action) {
  const note = byId('assumption-note');
  try {
    await action();
    say(note, '');
  } catch (e) {
    note.dataset.state = 'bad';
    say(note, trouble(e));
  }
  changed();
}

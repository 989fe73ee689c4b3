// The queues, with the timeline and the requests by kind of the chosen one.
import { byId, h, say, sync } from './dom.js';
import { Timeline } from './timeline.js';
import { duration, kindName, number, t } from './words.js';

const COUNTS = ['visible', 'invisible', 'deleted'];
const timeline = new Timeline();
const now = () => performance.now() / 1000;
let queues = [];
let chosen = null;
let spokenAt = 0;

/** The chosen queue, or the first one. */
export const selected = () => queues.find((q) => q.name === chosen) ?? queues[0];
export const typeOf = (name) => queues.find((q) => q.name === name)?.messageType ?? name;
export const choose = (name) => { chosen = name; };
export const forget = () => timeline.forget();

export function take(list, onChoose) {
  queues = list;
  for (const queue of queues) timeline.record(queue, now());
  render(onChoose);
  speakCounts();
}

export function render(onChoose) {
  byId('queues-empty').hidden = queues.length > 0;
  byId('queue').hidden = queues.length === 0;
  sync(byId('queue-list'), queues, (q) => q.name, (q) => row(q, onChoose), fill);
  if (queues.length) renderChosen(selected());
}

function row(queue, onChoose) {
  const input = h('input', { type: 'radio', name: 'queue', class: 'unseen', value: queue.name, onchange: () => {
    chosen = queue.name;
    onChoose();
  } });
  return h('label', { class: 'queue' }, input,
    h('span', { class: 'who' }, h('strong', {}, queue.messageType), h('small', {}, queue.name)),
    ...COUNTS.map((c) => h('span', { class: 'count ' + c }, h('b', {}), h('small', {}))),
    h('small', { class: 'state' }));
}

function fill(element, queue) {
  element.querySelector('input').checked = queue === selected();
  for (const count of COUNTS) {
    const cell = element.querySelector('.' + count);
    say(cell.firstElementChild, number(queue[count]));
    say(cell.lastElementChild, t(count));
  }
  say(element.querySelector('.state'), state(queue));
}

function state(queue) {
  const polls = queue.waitingPolls === 0 ? t('nothing') : t(queue.waitingPolls === 1 ? 'polls1' : 'polls', { n: queue.waitingPolls });
  const next = queue.invisible > 0 && queue.nextVisibleInMillis !== undefined
    ? [t('nextIn', { n: duration(queue.nextVisibleInMillis) })] : [];
  return [...next, polls].join(' · ');
}

function renderChosen(queue) {
  const svg = byId('timeline');
  timeline.draw(svg, queue.name, now(), { ago: (span) => t('ago', { n: duration(span * 1000) }), now: t('now') });
  svg.setAttribute('aria-label', t('plot', { v: queue.visible, i: queue.invisible, d: queue.deleted }));
  sync(byId('legend'), ['visible', 'invisible', 'done'], (c) => c,
    (c) => h('span', { class: 'key ' + c }), (e, c) => say(e, t(c === 'done' ? 'perSecond' : c)));
  const kinds = Object.entries(queue.requests).filter(([, n]) => n > 0);
  sync(byId('kinds'), kinds.length ? kinds : [['none', 0]], ([kind]) => kind,
    () => h('div', {}, h('dt'), h('dd')), (e, [kind, n]) => {
      say(e.firstElementChild, kind === 'none' ? t('noKinds') : kindName(kind));
      say(e.lastElementChild, kind === 'none' ? '' : number(n));
    });
}

/** Not every second, so that a screen reader can finish. */
function speakCounts() {
  const queue = selected();
  if (!queue || now() < spokenAt + 5) return;
  spokenAt = now();
  say(byId('spoken'), `${queue.messageType}: ${COUNTS.map((c) => `${queue[c]} ${t(c)}`).join(', ')}`);
}

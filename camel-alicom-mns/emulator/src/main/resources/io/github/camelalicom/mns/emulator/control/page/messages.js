// The newest messages of the chosen queue; each expands to its history and its receipt.
import { byId, call, h, say, sync, trouble } from './dom.js';
import { clock, duration, kindName, number, t } from './words.js';

const FEW = 10;
const MANY = 100;
const bodies = new Map();
let limit = FEW;

export const most = () => limit;

export function start(onChange) {
  byId('more').addEventListener('click', () => {
    limit = limit === FEW ? MANY : FEW;
    onChange();
  });
}

export function render(queue, messages) {
  byId('messages-empty').hidden = messages.length > 0;
  say(byId('messages-of'), messages.length ? t('ofQueue', { n: number(messages.length), q: number(queue.sent) }) : '');
  byId('more').hidden = limit === FEW && messages.length < FEW;
  say(byId('more'), t(limit === FEW ? 'more' : 'fewer'));
  sync(byId('message-list'), messages, (m) => m.id, (m) => create(queue.name, m), update);
}

/** Discards the details of messages that are no longer shown. */
export function forget() {
  bodies.clear();
}

function create(queueName, message) {
  const element = h('details', { class: 'message' },
    h('summary', {}, h('span', { class: 'tag' }), h('code', {}, message.id.split('-').at(-1)), h('span', { class: 'often' }),
      h('span', { class: 'lease' }, h('span', { class: 'lease-text' }), h('span', { class: 'lease-bar' }, h('i')))),
    h('div', { class: 'inside' }, h('h3', { class: 'id-h' }), h('code', {}, message.id), h('h3', { class: 'history-h' }), h('ol', { class: 'history' }), h('p', { class: 'note dropped' }),
      h('h3', { class: 'body-h' }), h('pre', { class: 'body', tabindex: '0' })));
  element.addEventListener('toggle', () => element.open && read(element, queueName, message.id));
  return element;
}

function update(element, message) {
  const tag = element.querySelector('.tag');
  tag.dataset.state = message.state;
  say(tag, t(message.state));
  say(element.querySelector('.often'), message.dequeueCount ? t('times', { n: message.dequeueCount }) : t('never'));
  lease(element, message);
  say(element.querySelector('.id-h'), t('id'));
  say(element.querySelector('.history-h'), t('history'));
  say(element.querySelector('.body-h'), t('body'));
  say(element.querySelector('.dropped'), message.dropped ? t('dropped', { n: message.dropped }) : '');
  sync(element.querySelector('.history'), message.events, (e) => e.time + e.event + e.dequeueCount,
    () => h('li', {}, h('time'), h('span')), (li, event) => {
      li.className = /Refused|notDone|leaseEnded|released/.test(event.event) ? 'bad' : '';
      say(li.firstElementChild, clock(event.time));
      say(li.lastElementChild, describe(event));
    });
}

function lease(element, message) {
  const left = message.visibleInMillis;
  const shown = left !== undefined;
  element.querySelector('.lease').hidden = !shown;
  if (!shown) return;
  const whole = message.events.map((e) => e.lease).filter(Boolean).at(-1);
  say(element.querySelector('.lease-text'), t('left', { n: duration(left) }));
  element.querySelector('.lease-bar i').style.width = Math.min(100, (100 * left) / Math.max(1, millis(whole ?? '30s'))) + '%';
}

function millis(text) {
  const [, n, unit] = /^(\d+)(ms|s)$/.exec(text) ?? [0, 30, 's'];
  return n * (unit === 's' ? 1000 : 1);
}

function describe(event) {
  return [
    t('ev_' + event.event),
    event.lease && t('lease', { n: duration(millis(event.lease)) }),
    event.errorCode,
    event.request && t('by', { n: kindName(event.request) }),
    ...(event.faults ?? []).map((f) => t('fault', { n: f })),
    event.answerLost && t('answerLost'),
  ].filter(Boolean).join(' · ');
}

async function read(element, queueName, id) {
  const target = element.querySelector('.body');
  if (!bodies.has(id)) {
    say(target, t('loading'));
    try {
      const { body } = await call('GET', `queues/${encodeURIComponent(queueName)}/messages/${encodeURIComponent(id)}`);
      bodies.set(id, pretty(body));
    } catch (e) {
      say(target, trouble(e));
      return;
    }
  }
  say(target, bodies.get(id));
}

/** Unchanged where JavaScript would change a value: it rounds long numbers. */
function pretty(body) {
  try {
    const json = JSON.parse(body);
    return JSON.stringify(json) === body ? JSON.stringify(json, null, 2) : body;
  } catch { return body; }
}

// The latest requests to the emulator.
import { byId, h, memory, say, sync } from './dom.js';
import { typeOf } from './queues.js';
import { clock, kindName, number, t } from './words.js';

const EMPTY = 'MessageNotExist';

export function start(onChange) {
  const box = byId('hide-empty');
  box.checked = memory.get('hideEmpty', 'no') === 'yes';
  box.addEventListener('change', () => {
    memory.set('hideEmpty', box.checked ? 'yes' : 'no');
    onChange();
  });
}

export function render({ requests, count }) {
  const shown = byId('hide-empty').checked ? requests.filter((r) => !isEmpty(r)) : requests;
  say(byId('requests-count'), count ? t('countAll', { n: number(count) }) : '');
  byId('requests-empty').hidden = shown.length > 0;
  say(byId('requests-empty'), t(requests.length ? 'hidden' : 'noRequests'));
  byId('requests-scroll').hidden = shown.length === 0;
  sync(byId('request-list'), shown, identity,
    () => h('tr', {}, h('td', { class: 'at' }), h('td'), h('td'), h('td', { class: 'answer' })), fill);
}

const isEmpty = (request) => request.errorCode === EMPTY;
const identity = (r) => [r.time, r.method, r.target, r.status].join(' ');

function fill(row, request) {
  const [at, kind, queue, answer] = row.children;
  say(at, clock(request.time));
  say(kind, kindName(request.kind));
  say(queue, request.queue ? typeOf(request.queue) : '–');
  row.title = `${request.method} ${request.target}`;
  const bad = request.status === 0 || (request.status >= 400 && !isEmpty(request));
  answer.className = bad ? 'answer bad' : isEmpty(request) ? 'answer faint' : 'answer';
  say(answer, words(request));
}

function words(request) {
  if (request.status === 0) return t('cut');
  if (isEmpty(request)) return `${request.status} ${t('empty')}`;
  return request.errorCode ? `${request.status} ${request.errorCode}` : String(request.status);
}

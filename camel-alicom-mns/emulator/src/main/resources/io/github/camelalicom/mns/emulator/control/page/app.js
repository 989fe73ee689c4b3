// Polls the emulator every second and shows its state.
import { byId, call, memory, say, trouble } from './dom.js';
import * as assumptions from './assumptions.js';
import * as endpoint from './endpoint.js';
import * as faults from './faults.js';
import * as keys from './keys.js';
import * as messages from './messages.js';
import * as queues from './queues.js';
import * as requests from './requests.js';
import * as send from './send.js';
import { current, speak, t } from './words.js';

const EVERY = 1000;
const THEMES = ['auto', 'light', 'dark'];
let paused = false;
let link = 'wait';
let lastRequests = { requests: [], count: 0 };
let lastMessages = [];
let asking = null;

/** One refresh at a time; a call during a refresh gets the next one. */
async function look() {
  if (asking) await asking.catch(() => {});
  asking = ask();
  try {
    await asking;
    show('live');
  } catch (e) {
    show('lost', trouble(e));
  } finally {
    asking = null;
  }
}

async function ask() {
  const [list, faultList, assumptionList, requestList] = await Promise.all(
    ['queues', 'faults', 'assumptions', 'requests?limit=60'].map((path) => call('GET', path)));
  queues.take(list.queues, chosen);
  faults.take(faultList.faults);
  assumptions.take(assumptionList.assumptions);
  lastRequests = requestList;
  requests.render(lastRequests);
  if (link !== 'live') endpoint.take(await call('GET', 'endpoint'));
  await askMessages();
}

async function askMessages() {
  const queue = queues.selected();
  lastMessages = queue
    ? (await call('GET', `queues/${encodeURIComponent(queue.name)}/messages?limit=${messages.most()}`)).messages : [];
  messages.render(queue, lastMessages);
  endpoint.render();
}

function chosen() {
  queues.render(chosen);
  messages.forget();
  look();
}

function show(state, trouble = '') {
  link = state;
  byId('link').dataset.state = paused ? 'paused' : state;
  say(byId('link'), t(paused ? 'paused' : state));
  byId('trouble').hidden = !trouble;
  say(byId('trouble'), trouble);
}

function pause() {
  paused = !paused;
  renderTools();
  show(link);
  if (!paused) look();
}

function theme(name) {
  memory.set('theme', name);
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  byId('theme').dataset.now = name;
  renderTools();
}

const nextTheme = () => theme(THEMES[(THEMES.indexOf(byId('theme').dataset.now) + 1) % THEMES.length]);

function language(name) {
  memory.set('language', name);
  speak(name);
  renderTools();
  queues.render(chosen);
  messages.render(queues.selected(), lastMessages);
  requests.render(lastRequests);
  for (const part of [faults, assumptions, send, endpoint, keys]) part.render();
  show(link);
}

const otherLanguage = () => language(current() === 'en' ? 'zh' : 'en');

function renderTools() {
  say(byId('pause'), t(paused ? 'resume' : 'pause'));
  byId('pause').setAttribute('aria-pressed', String(paused));
  const language = byId('language');
  say(language, current() === 'en' ? '中文' : 'English');
  language.lang = current() === 'en' ? 'zh-CN' : 'en';
  say(byId('theme'), t('theme' + byId('theme').dataset.now));
}

function startReset() {
  byId('reset').addEventListener('click', () => { byId('sure').returnValue = ''; byId('sure').showModal(); });
  byId('sure').addEventListener('close', async () => {
    if (byId('sure').returnValue !== 'yes') return;
    try {
      await call('POST', 'reset');
      queues.forget();
      messages.forget();
      say(byId('spoken'), t('resetDone'));
    } catch { /* the refresh below reports it */ }
    look();
  });
}

function start() {
  byId('theme').dataset.now = 'auto';
  speak(memory.get('language', navigator.language.startsWith('zh') ? 'zh' : 'en'));
  theme(THEMES.includes(memory.get('theme', 'auto')) ? memory.get('theme', 'auto') : 'auto');
  byId('pause').addEventListener('click', pause);
  byId('theme').addEventListener('click', nextTheme);
  byId('language').addEventListener('click', otherLanguage);
  startReset();
  requests.start(() => requests.render(lastRequests));
  faults.start(look);
  assumptions.start(look);
  messages.start(look);
  endpoint.start();
  keys.start({
    q: () => (document.querySelector('#queue-list input:checked') ?? byId('queues')).focus(),
    m: () => keys.go('messages'), r: () => keys.go('requests'), s: () => keys.go('json'), f: () => keys.go('faults'),
    a: () => keys.go('assumptions'), e: () => keys.go('endpoint'), c: endpoint.copy, p: pause, l: otherLanguage, t: nextTheme,
  });
  keys.render();
  faults.render();
  assumptions.render();
  show('wait');
  send.start((name) => { queues.choose(name); look(); });
  const again = async () => {
    if (!paused && !document.hidden) await look();
    setTimeout(again, EVERY);
  };
  again();
  addEventListener('resize', () => queues.render(chosen));
}

start();

// The endpoint options of a route that uses this emulator.
import { byId, h, memory, say, sync } from './dom.js';
import { selected } from './queues.js';
import { t } from './words.js';

const FORMS = ['uri', 'lines'];
let options = null;

export function start() {
  render();
  const stored = memory.get('form', 'uri');
  byId('form').value = FORMS.includes(stored) ? stored : 'uri';
  byId('form').addEventListener('change', () => {
    memory.set('form', byId('form').value);
    render();
  });
  byId('copy').addEventListener('click', copy);
}

export function take(endpoint) {
  options = endpoint;
  say(byId('address'), endpoint.endpoint);
  render();
}

export function render() {
  sync(byId('form'), FORMS, (name) => name, (name) => h('option', { value: name }), (option, name) => say(option, t(name)));
  if (options) say(byId('options'), text());
}

/** The URI of the emulator, for the chosen queue. */
function text() {
  const queue = selected();
  const uri = options.uri.replaceAll('{type}', queue?.messageType ?? 'SmsReport').replace('{secretKey}', t('ownSecret'));
  const [scheme, query] = uri.split('?');
  const pairs = query.split('&').map((pair) => pair.split(/=(.*)/s))
    .map(([name, value]) => [name, name === 'queueName' && queue ? queue.name : value]);
  return byId('form').value === 'lines'
    ? [scheme, ...pairs.map(([name, value]) => `  ${name} = ${value.replace(/^RAW\((.*)\)$/s, '$1')}`)].join('\n')
    : `${scheme}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

export async function copy() {
  const note = byId('copied');
  try {
    await navigator.clipboard.writeText(byId('options').textContent);
    note.dataset.state = 'good';
    say(note, t('copiedWell'));
  } catch {
    getSelection().selectAllChildren(byId('options'));
    note.dataset.state = 'bad';
    say(note, t('copiedNot'));
  }
}

// What to write into a route so that it talks to this emulator.
import { byId, h, memory, say } from './dom.js';
import { selected } from './queues.js';
import { t } from './words.js';

const FORMS = ['uri', 'lines'];
let options = null;

export function start() {
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
  const box = byId('form');
  const chosen = box.value || memory.get('form', 'uri');
  box.replaceChildren(...FORMS.map((name) => h('option', { value: name }, t(name))));
  box.value = FORMS.includes(chosen) ? chosen : 'uri';
  if (options) say(byId('options'), text());
}

function text() {
  const queue = selected();
  const type = queue?.messageType ?? 'SmsReport';
  const pairs = [
    ['queueName', queue?.name ?? options.queueNames[type]], ['accessKey', options.accessKey],
    ['secretKey', options.secretKey ?? t('ownSecret')],
    ...['tokenEndpoint', 'mnsEndpoint'].map((name) => [name, options.endpoint]),
  ];
  return byId('form').value === 'lines'
    ? [`alicom-mns:${type}`, ...pairs.map(([name, value]) => `  ${name} = ${value}`)].join('\n')
    : `alicom-mns:${type}?` + pairs.map(([name, value]) => `${name}=${name === 'secretKey' ? `RAW(${value})` : value}`).join('&');
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

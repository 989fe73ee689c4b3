// An independent MNS client. It supports no tokens and only the endpoint of Alibaba Cloud, so its
// addresses are replaced first; it reports to an analytics service unless that is switched off.
const assert = require('node:assert/strict');
const AliMNS = require('ali-mns');
const { endpoint, key, queue, refused, run } = require('./emulator');

function open(Kind, name, secret = key.secret) {
  const account = new AliMNS.Account('1', key.id, secret);
  account.setGA(false);
  const mq = new Kind(name, account, 'hangzhou');
  mq._url = `${endpoint}/queues/${name}/messages`;
  mq._urlAttr = `${endpoint}/queues/${name}`;
  mq._openStack.disableGA(true);
  return mq;
}

const one = open(AliMNS.MQ, queue);
const many = open(AliMNS.MQBatch, queue);
let handle;

run({
  async send() {
    await one.sendP('{"n":"一"}');
    await many.sendP([new AliMNS.Msg('2'), new AliMNS.Msg('3')]);
  },
  async receive() {
    const { Message: message } = await one.recvP(1);
    assert.equal(message.MessageBody, '{"n":"一"}');
    handle = message.ReceiptHandle;
  },
  async 'change visibility'() {
    const { ChangeVisibility: changed } = await one.reserveP(handle, 120);
    assert.notEqual(changed.ReceiptHandle, handle);
    await refused(() => one.deleteP(handle), 'ReceiptHandleError');
    handle = changed.ReceiptHandle;
  },
  async delete() {
    await one.deleteP(handle);
  },
  async batch() {
    const { Messages: { Message: messages } } = await many.recvP(1, 16);
    assert.deepEqual(messages.map((m) => m.MessageBody).sort(), ['2', '3']);
    const good = messages.map((m) => m.ReceiptHandle);
    await refused(() => many.deleteP([good[0], handle]), handle);
    await many.deleteP([good[1]]);
  },
  'nothing left': () => refused(() => many.recvP(1, 16), 'MessageNotExist'),
  'no such queue': () => refused(() => open(AliMNS.MQ, 'none').recvP(1), 'QueueNotExist'),
  'wrong secret': () => refused(() => open(AliMNS.MQ, queue, 'wrong').recvP(1), 'SignatureDoesNotMatch'),
}).then(() => process.exit(0), (e) => { console.error(e); process.exit(1); });

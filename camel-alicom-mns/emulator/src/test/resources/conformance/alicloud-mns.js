// The MNS client of Alibaba Cloud for Node.js, with a token like a consumer of receipts.
const assert = require('node:assert/strict');
const MNSClient = require('@alicloud/mns');
const { RPCClient } = require('@alicloud/pop-core');
const { base64, endpoint, key, queue, refused, run, text } = require('./emulator');

let client;
const handles = [];
const account = (secret) => new MNSClient('1', { accessKeyId: key.id, accessKeySecret: secret, endpoint });
const receive = async (n) => (await client.batchReceiveMessage(queue, n, 1)).body;

run({
  async token() {
    const rpc = new RPCClient({ accessKeyId: key.id, accessKeySecret: key.secret, endpoint, apiVersion: '2017-05-25' });
    const { MessageTokenDTO: token } = await rpc.request('QueryTokenForMnsQueue', { MessageType: 'SmsReport', QueueName: queue });
    client = new MNSClient('1', {
      accessKeyId: token.AccessKeyId, accessKeySecret: token.AccessKeySecret, securityToken: token.SecurityToken, endpoint,
    });
  },
  async send() {
    const one = await account(key.secret).sendMessage(queue, { MessageBody: base64('{"n":"一"}') });
    assert.equal(one.code, 201);
    const two = await account(key.secret).batchSendMessage(queue, [{ MessageBody: base64('2') }, { MessageBody: base64('3') }]);
    assert.equal(two.body.length, 2);
  },
  async receive() {
    const { body } = await client.receiveMessage(queue, 1);
    assert.equal(text(body.MessageBody), '{"n":"一"}');
    assert.equal(body.DequeueCount, '1');
    handles.push(body.ReceiptHandle);
  },
  async 'change visibility'() {
    const { body } = await client.changeMessageVisibility(queue, handles[0], 120);
    assert.notEqual(body.ReceiptHandle, handles[0]);
    await refused(() => client.deleteMessage(queue, handles[0]), 'ReceiptHandleError');
    handles[0] = body.ReceiptHandle;
  },
  async delete() {
    assert.equal((await client.deleteMessage(queue, handles[0])).code, 204);
  },
  async batch() {
    const messages = await receive(16);
    assert.deepEqual(messages.map((m) => text(m.MessageBody)).sort(), ['2', '3']);
    const good = messages.map((m) => m.ReceiptHandle);
    const partly = await client.batchDeleteMessage(queue, [good[0], handles[0]]);
    assert.deepEqual(partly.body.map((e) => e.ReceiptHandle), [handles[0]]);
    assert.ok(!(await client.batchDeleteMessage(queue, [good[1]])).body?.length);
  },
  'nothing left': () => refused(() => receive(16), 'MessageNotExist'),
  'no such queue': () => refused(() => account(key.secret).receiveMessage('none'), 'QueueNotExist'),
  'wrong secret': () => refused(() => account('wrong').receiveMessage(queue), 'SignatureDoesNotMatch'),
}).catch((e) => { console.error(e); process.exit(1); });

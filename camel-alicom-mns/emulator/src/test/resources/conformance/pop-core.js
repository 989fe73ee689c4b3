// The RPC client of Alibaba Cloud for Node.js: the token service.
const assert = require('node:assert/strict');
const { RPCClient } = require('@alicloud/pop-core');
const { endpoint, key, queue, refused, run } = require('./emulator');

const client = (secret) => new RPCClient({
  accessKeyId: key.id, accessKeySecret: secret, endpoint, apiVersion: '2017-05-25',
});
const ask = (rpc, action, parameters, method) => rpc.request(action, parameters, { method });

run({
  async token() {
    for (const method of ['GET', 'POST']) {
      const answer = await ask(client(key.secret), 'QueryTokenForMnsQueue', { MessageType: 'SmsReport', QueueName: queue }, method);
      assert.equal(answer.Code, 'OK');
      for (const field of ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'ExpireTime', 'CreateTime']) {
        assert.ok(answer.MessageTokenDTO[field], field);
      }
    }
  },
  'wrong secret': () => refused(() => ask(client('wrong'), 'QueryTokenForMnsQueue', { MessageType: 'SmsReport' }), 'SignatureDoesNotMatch'),
  'unknown action': () => refused(() => ask(client(key.secret), 'QueryNothing', {}), 'InvalidApi.NotFound'),
  'missing parameter': () => refused(() => ask(client(key.secret), 'QueryTokenForMnsQueue', {}), 'MissingMessageType'),
}).catch((e) => { console.error(e); process.exit(1); });

// Where the emulator is, and what every client is to find: told by the test in the environment.
const assert = require('node:assert/strict');

exports.endpoint = process.env.EMULATOR_ENDPOINT;
exports.queue = process.env.EMULATOR_QUEUE;
exports.key = { id: process.env.EMULATOR_ACCESS_KEY, secret: process.env.EMULATOR_SECRET_KEY };

/** Runs the steps in order and tells each, so that the test can see that none was left out. */
exports.run = async (steps) => {
  for (const [name, step] of Object.entries(steps)) {
    await step();
    console.log('done: ' + name);
  }
};

/** That a call fails, with this code of the service somewhere in what is thrown. */
exports.refused = async (call, code) => {
  const error = await call().then(() => assert.fail('not refused: ' + code), (e) => e);
  const told = [error.code, error.name, error.message, JSON.stringify(error)].join(' ');
  assert.ok(told.includes(code), `${code} is not in: ${told}`);
};

exports.base64 = (text) => Buffer.from(text, 'utf8').toString('base64');
exports.text = (base64) => Buffer.from(base64, 'base64').toString('utf8');

// The address of the emulator and the expected data, from the environment that the test sets.
const assert = require('node:assert/strict');

exports.endpoint = process.env.EMULATOR_ENDPOINT;
exports.queue = process.env.EMULATOR_QUEUE;
exports.key = { id: process.env.EMULATOR_ACCESS_KEY, secret: process.env.EMULATOR_SECRET_KEY };

/** Runs the steps in order and prints each, so that the test sees that all of them ran. */
exports.run = async (steps) => {
  for (const [name, step] of Object.entries(steps)) {
    await step();
    console.log('done: ' + name);
  }
};

/** Expects a call to fail with this error code of the service in the thrown error. */
exports.refused = async (call, code) => {
  const error = await call().then(() => assert.fail('not refused: ' + code), (e) => e);
  const thrown = [error.code, error.name, error.message, JSON.stringify(error)].join(' ');
  assert.ok(thrown.includes(code), `${code} is not in: ${thrown}`);
};

exports.base64 = (text) => Buffer.from(text, 'utf8').toString('base64');
exports.text = (base64) => Buffer.from(base64, 'base64').toString('utf8');

// botframework-directlinejs 0.15.8, unmodified, against the city: node direct-line.mjs CITY ORIGIN EXPIRED. A line for each thing that held; the first
// that does not ends it. Between the two stands a line that breaks on demand.
import assert from 'node:assert';
import http from 'node:http';
import net from 'node:net';
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2]);
const [, , , city, origin, expired] = process.argv;
globalThis.WebSocket = require('ws');
globalThis.XMLHttpRequest = require('xmlhttprequest-ssl').XMLHttpRequest ?? require('xmlhttprequest-ssl');
const { ConnectionStatus, DirectLine } = require('botframework-directlinejs');

const faults = [];
const sockets = new Set();
const target = new URL(city);
const line = http.createServer((request, response) => {
  const fault = faults[0];
  if (fault && request.method === fault.method && request.url.includes(fault.path)) {
    faults.shift();
    response.writeHead(fault.status, { 'Content-Type': 'application/json', ...(fault.status === 429 && { 'Retry-After': '1' }) });
    return response.end('{"error":{"code":"Played","message":"Played"}}');
  }
  const onward = http.request({ host: target.hostname, port: target.port, method: request.method, path: request.url, headers: request.headers }, answer => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  return request.pipe(onward);
});
line.on('upgrade', (request, socket, head) => {
  const onward = net.connect(target.port, target.hostname, () => {
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${request.rawHeaders.reduce((text, word, at) => text + word + (at % 2 ? '\r\n' : ': '), '')}\r\n`);
    onward.write(head);
    socket.pipe(onward).pipe(socket);
  });
  sockets.add(socket);
  for (const one of [socket, onward]) one.on('error', () => {}).on('close', () => { socket.destroy(); onward.destroy(); sockets.delete(socket); });
});
await new Promise(done => line.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${line.address().port}`;
const domain = `${address}/v3/directline`;

const held = what => console.log(`held: ${what}`);
const until = async (what, holds) => {
  for (let look = 0; !holds(); look++) {
    assert.ok(look < 600, `never: ${what}`);
    await new Promise(done => setTimeout(done, 100));
  }
  held(what);
};
const token = async known => {
  const answer = await fetch(`${city}/api/chat/token`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin }, body: JSON.stringify({ language: 'fr', ...known }) });
  assert.equal(answer.status, 200);
  return answer.json();
};

/** A client of a conversation, and what it has heard. */
function talk(options) {
  const client = new DirectLine({ domain, pollingInterval: 200, ...options });
  const heard = [];
  client.activity$.subscribe(activity => heard.push(activity), () => {});
  const bot = () => heard.filter(one => one.from.role === 'bot');
  const say = (text, clientActivityID, more) => new Promise((done, fail) => {
    client.postActivity({ type: 'message', text, from: { id: 'whoever' }, locale: 'fr-MA', channelData: { clientActivityID }, ...more }).subscribe(done, fail);
  });
  return { client, heard, bot, say };
}

for (const webSocket of [false, true]) {
  const way = webSocket ? 'WebSocket' : 'polling';
  const known = await token();
  const { client, heard, bot, say } = talk({ token: known.token, webSocket });
  await until(`${way}: the first word, with what may be answered`, () => bot().length === 1 && bot()[0].suggestedActions.actions.length === 6);
  const [choice] = bot()[0].suggestedActions.actions;
  const id = await say(choice.value, 'a');
  await until(`${way}: a choice is answered`, () => bot().length === 2);
  await until(`${way}: what was said comes back with its mark and the id that was given`, () => heard.some(one => one.id === id && one.channelData?.clientActivityID === 'a'));
  assert.equal(heard.find(one => one.id === id).from.id, known.userId);
  held(`${way}: who speaks, the token says`);

  faults.push({ method: 'POST', path: '/activities', status: 500 });
  assert.equal(await say('menu', 'b'), 'retry');
  faults.push({ method: 'POST', path: '/activities', status: 429 });
  // An error in a browser; in Node, whose XMLHttpRequest has no Retry-After for it, a "retry" too.
  assert.ok(['retry', 429].includes(await say('menu', 'b').catch(error => error.status)));
  const first = await say('menu', 'b');
  assert.equal(await say('menu', 'b'), first);
  await until(`${way}: after 500 and 429 it is said once, and answered once`, () => bot().length === 3 && heard.filter(one => one.channelData?.clientActivityID === 'b').length === 1);

  if (webSocket) {
    sockets.forEach(socket => socket.destroy());
    await say('suivi', 'c');
    // The client waits for three to fifteen seconds before it comes back.
    await until('WebSocket: what was said while the line was down is heard when it is back', () => bot().length === 4);
  }
  const all = heard.length;
  client.end();

  const again = talk({ ...await token({ conversationId: known.conversationId, token: known.token }), webSocket });
  await until(`${way}: who comes back hears it all again, in order`, () => again.heard.length === all);
  assert.deepEqual(again.heard.map(one => one.id), heard.map(one => one.id));
  again.client.end();
}

const over = talk({ token: expired, conversationId: 'x', webSocket: false });
await until('a token that is over opens nothing', () => over.client.connectionStatus$.getValue() === ConnectionStatus.FailedToConnect);
const renewed = await token({ token: expired });
const back = talk({ token: renewed.token, conversationId: renewed.conversationId, webSocket: false });
await until('and is exchanged for one that does', () => back.client.connectionStatus$.getValue() === ConnectionStatus.Online);
await back.say('menu', 'z');
await until('with which the conversation goes on', () => back.bot().length === 1);
// The address of the token's refreshing, which the client calls after a quarter of an hour.
const refreshed = await fetch(`${domain}/tokens/refresh`, { method: 'POST', headers: { Authorization: `Bearer ${renewed.token}` } });
assert.equal((await refreshed.json()).conversationId, renewed.conversationId);
held('a token is refreshed');
process.exit(0);

// A mail server for tests: takes letters on loopback, tells each as a line of JSON, and misbehaves when told to by a line on its input:
// {"next":"busy"} refuses the next letter for now, {"next":"silent"} takes it and hangs up before saying so, {"next":"slow"} takes it and says so
// three seconds later, {"next":"well"} takes it as it should. nobody@… is refused for good. Arguments: a password or nothing, a port or any.
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const tell = what => process.stdout.write(JSON.stringify(what) + '\n');
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
const misdeeds = [];
const [signIn, port] = process.argv.slice(2);

const server = new SMTPServer({
  disabledCommands: signIn ? [] : ['AUTH', 'STARTTLS'],
  onAuth: (auth, _session, done) => auth.password === signIn ? done(null, { user: auth.username }) : done(refusal(535, 'no')),
  onRcptTo: (to, _session, done) => done(to.address.startsWith('nobody@') ? refusal(550, 'no such mailbox') : null),
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      const misdeed = misdeeds.shift() ?? 'well';
      if (misdeed === 'busy') return done(refusal(451, 'later'));
      tell({ to: session.envelope.rcptTo.map(one => one.address), secure: session.secure, user: session.user ?? null, misdeed, letter: Buffer.concat(parts).toString('utf8') });
      if (misdeed === 'silent') {
        stream.destroy();
        // This connection alone: other letters are none of its business.
        return [...server.connections].find(connection => connection.session === session)._socket.destroy();
      }
      if (misdeed === 'slow') return setTimeout(done, 3000);
      done();
    });
  },
});
server.on('error', () => {});
createInterface({ input: process.stdin }).on('line', line => misdeeds.push(JSON.parse(line).next)).on('close', () => process.exit());
server.listen(Number(port ?? 0), '127.0.0.1', () => tell({ port: server.server.address().port }));

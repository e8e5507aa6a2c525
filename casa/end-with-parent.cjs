// Loaded into a Node child process (`node --require`): the child ends when whoever started it is gone,
// even after SIGKILL, because the pipe to its standard input closes. It ends as on SIGTERM, so that Azurite
// writes down what it still holds in memory; a program that takes no notice is ended all the same.
let told = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { told = true; });
const end = () => {
  setTimeout(() => process.exit(0), 10_000).unref();
  if (told) return; // Ctrl-C in a terminal has reached the child as well.
  const listeners = process.listenerCount('SIGTERM');
  process.emit('SIGTERM');
  if (listeners === 1) process.exit(0); // Nobody but us: nothing to write down yet.
};
process.stdin.once('end', end);
process.stdin.once('error', end);
process.stdin.resume();
// Its output may go to the one who is gone.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// Loaded into a Node child process (`node --require`): the child ends when whoever started it is gone,
// even after SIGKILL, because the pipe to its standard input closes. It ends as on SIGTERM, so that Azurite
// writes down what it still holds in memory; a program that takes no notice is ended all the same.
const end = () => {
  setTimeout(() => process.exit(0), 10_000).unref();
  if (!process.emit('SIGTERM')) process.exit(0);
};
process.stdin.once('end', end);
process.stdin.once('error', end);
process.stdin.resume();
// Its output may go to the one who is gone.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

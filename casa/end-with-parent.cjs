// Loaded into a Node child process (`node --require`): the child ends when whoever started it is gone,
// even after SIGKILL, because the pipe to its standard input closes.
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();

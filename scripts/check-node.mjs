/** To be imported first: says in a line what would otherwise fail in many. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `The checkout needs Node 22.12 or newer, and this is ${process.versions.node}. "npm ci" brings one of its own, ` +
      'unless install scripts are switched off.\n',
  );
  process.exit(1);
}

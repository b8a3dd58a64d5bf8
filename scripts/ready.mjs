// Makes a checkout ready to run with Node and npm alone: installs what the lock file asks for when it is not
// there, and compiles when the sources have changed since the last build. A second run does neither.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { path, root, sourcesHash } from './sources.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`trrm needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const stamp = path('node_modules/.trrm-installed');
const lock = createHash('sha256')
  .update(readFileSync(path('package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
  console.error('Installing dependencies (first run, or the lock file changed) …');
  // Node's own npm entry point avoids the platform's shell wrappers; npm sets it when it runs a script.
  const npm = process.env.npm_execpath;
  const [command, ...args] = npm
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  try {
    execFileSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: fileURLToPath(root),
      stdio: ['ignore', 2, 2],
    });
  } catch {
    console.error(
      'trrm could not install its dependencies; npm says why above. It needs to reach a package registry.',
    );
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

const built = path('dist/build.json');
if (!existsSync(built) || JSON.parse(readFileSync(built, 'utf8')).sources !== sourcesHash()) {
  console.error('Compiling …');
  try {
    execFileSync(process.execPath, [path('scripts/build.mjs')], { stdio: ['ignore', 2, 2] });
  } catch {
    process.exit(1);
  }
}

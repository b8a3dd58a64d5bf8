// Compiles to dist/ and records what it was made from in dist/build.json.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { path, sourcesHash } from './sources.mjs';

const sources = sourcesHash();
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
rmSync(path('dist'), { recursive: true, force: true });
try {
  execFileSync(
    process.execPath,
    [path('node_modules/typescript/bin/tsc'), '-p', path('tsconfig.build.json')],
    {
      stdio: 'inherit',
    },
  );
} catch {
  console.error('The sources do not compile; the compiler says why above.');
  process.exit(1);
}
writeFileSync(path('dist/build.json'), `${JSON.stringify({ version, sources })}\n`);

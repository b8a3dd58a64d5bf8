// Compiles to dist/, bundles the command line and records what it was made from in dist/build.json.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bundleCommandLine } from './bundle.mjs';
import { path, sourcesHash } from './sources.mjs';

const sources = sourcesHash();
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
rmSync(path('dist'), { recursive: true, force: true });
try {
  // The page's script is compiled apart, because it runs in a browser and knows nothing of Node.
  for (const project of ['tsconfig.build.json', 'src/web/client/tsconfig.json'])
    execFileSync(process.execPath, [path('node_modules/typescript/bin/tsc'), '-p', path(project)], {
      stdio: 'inherit',
    });
} catch {
  console.error('The sources do not compile; the compiler says why above.');
  process.exit(1);
}
await bundleCommandLine();
writeFileSync(path('dist/build.json'), `${JSON.stringify({ version, sources })}\n`);

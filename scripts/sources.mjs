// What a build is made from, and one hash over it: the hash decides whether to compile again and is the code
// version that every decision carries.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = new URL('../', import.meta.url);
export const path = (relative) => fileURLToPath(new URL(relative, root));

const rooms = ['allocations', 'bench', 'examples', 'fixtures', 'regimes', 'signals', 'src'];
const single = ['package-lock.json', 'package.json', 'tsconfig.build.json', 'tsconfig.json'];

/** Hex SHA-256 over the names and bytes of all sources, in name order. */
export function sourcesHash() {
  const files = rooms.flatMap((room) =>
    readdirSync(path(room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`),
  );
  const hash = createHash('sha256');
  for (const file of [...files, ...single.map(path)].map((f) => f.replaceAll('\\', '/')).sort()) {
    hash
      .update(file.slice(path('.').length))
      .update('\0')
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

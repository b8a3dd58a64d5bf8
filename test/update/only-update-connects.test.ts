import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '..', '..');

/** Modules by which a program can reach a network. */
const NETWORK =
  /from '(?:node:)?(?:net|http|https|http2|dgram|tls|dns|dns\/promises|inspector)'|from '(?:undici|tough-cookie)'|\bfetch\(|new WebSocket\b/;

/**
 * `src/web` serves the what-if page on this machine, and connects to nothing. The workers of a sweep fetch what they need, by hash,
 * from the coordinator that the user names, which serves it on this machine.
 */
const MAY = ['src/update/', 'src/web/', 'src/snapshot/cache.ts', 'src/queue/exchange/'];

test('only `trrm update`, and the workers of a sweep, have the means to open a connection', () => {
  const files = ['src', 'signals', 'regimes', 'allocations', 'fixtures'].flatMap((room) =>
    (readdirSync(join(root, room), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.ts'))
      .map((name) => relative(root, join(root, room, name)).replaceAll('\\', '/')),
  );
  const able = files.filter((file) => NETWORK.test(readFileSync(join(root, file), 'utf8')));
  expect(able).toContain('src/update/http-client.ts');
  expect(able.filter((file) => !MAY.some((room) => file.startsWith(room)))).toEqual([]);
});

import { readFileSync } from 'node:fs';

/** The code that is running: the package's version and a hash of the sources it was built from. */
export interface Engine {
  readonly name: 'trrm';
  readonly version: string;
  readonly sources: string;
}

/** Reads what the build recorded next to the compiled code; `unbuilt` when run from sources, as in tests. */
export function engine(): Engine {
  try {
    const built = JSON.parse(readFileSync(new URL('../../build.json', import.meta.url), 'utf8')) as Engine;
    return { name: 'trrm', version: built.version, sources: built.sources };
  } catch {
    return { name: 'trrm', version: 'unbuilt', sources: 'unbuilt' };
  }
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file's bytes, in hex; `onBytes` receives them as they are read. */
export async function fingerprint(path: string, onBytes: (bytes: Buffer) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(bytes);
    onBytes(bytes);
  }
  return hash.digest('hex');
}

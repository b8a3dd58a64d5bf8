import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';

/** An inflated body has at most this many times its compressed bytes; market data compress 3 to 10 times (our choice). */
const LARGEST_RATIO = 100;

/** A failure while the body was arriving. */
export class BodyFailure extends Error {}

type Written =
  | { readonly kind: 'written'; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'too-large'; readonly limitBytes: number }
  | { readonly kind: 'truncated' | 'down'; readonly why: string };

/** Writes a body to a file, inflated where it is compressed, and flushes it. @throws BodyFailure if it ends early. */
export async function writeBody(
  { body }: Dispatcher.ResponseData,
  headers: Readonly<Record<string, string>>,
  file: string,
  limitBytes: number,
): Promise<Written> {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (!['identity', 'gzip', 'x-gzip', ''].includes(encoding)) {
    body.destroy();
    return { kind: 'down', why: `it answered in the encoding ${encoding}, though none was asked for` };
  }
  const announced = headers['content-length'];
  if (announced !== undefined && Number(announced) > limitBytes) {
    body.destroy();
    return { kind: 'too-large', limitBytes };
  }
  const handle = await open(file, 'w');
  const hash = createHash('sha256');
  let arrived = 0;
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      arrived += chunk.length;
      yield chunk;
    }
  };
  try {
    for await (const chunk of inflated(counted())) {
      bytes += chunk.length;
      if (bytes > limitBytes || bytes > LARGEST_RATIO * Math.max(arrived, 1024)) {
        body.destroy();
        return { kind: 'too-large', limitBytes };
      }
      hash.update(chunk);
      await handle.write(chunk);
    }
    if (announced !== undefined && arrived !== Number(announced))
      return { kind: 'truncated', why: `${arrived} of ${announced} bytes arrived` };
    await handle.sync();
    return { kind: 'written', bytes, sha256: hash.digest('hex') };
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // Errors of the disk are not the server's.
    if (syscall === 'write' || syscall === 'fsync') throw error;
    if (code === 'Z_BUF_ERROR' || code === 'Z_DATA_ERROR')
      return { kind: 'truncated', why: 'its gzip data are incomplete or damaged' };
    throw new BodyFailure((error as Error).message, { cause: error });
  } finally {
    await handle.close();
  }
}

/** The content of a body: gunzipped if it begins as gzip does, whatever the headers say of it. */
async function* inflated(body: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await body.next();
  if (first.done) return;
  const start = first.value;
  const rest = async function* (): AsyncGenerator<Buffer> {
    yield start;
    yield* body;
  };
  if (!(start[0] === 0x1f && start[1] === 0x8b)) yield* rest();
  else
    yield* pipeline(
      Readable.from(rest()),
      createGunzip(),
      () => undefined,
    ) as unknown as AsyncIterable<Buffer>;
}

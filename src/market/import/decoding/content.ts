import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { systemProblem } from '../../files/system-error.ts';
import { userError } from '../../problem.ts';
import { isZip, openZipMember } from './zip-member.ts';

/** Most bytes of a file, after decompression: many times the largest seen. */
const LARGEST_EXPANSION = 1024 ** 3;

/**
 * Tables of market data are packed to a tenth, seldom to a thirtieth. What grows to more than this multiple of what was
 * read, beyond the size up to which it costs little, was made to fill memory or time (our choice).
 */
const LARGEST_RATIO = 50;
const HARMLESS = 64 * 1024 ** 2;

/** A file's table as it was before it was packed. */
export interface Content {
  /** The table's file name: the file's own, or that of the one member of a ZIP archive. */
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/**
 * The content of a file: as it is, unpacked from gzip, or the one member of a ZIP archive. Memory holds one chunk, for a
 * ZIP archive also the archive.
 *
 * @param onBytes receives the file's raw bytes as they are read.
 * @throws UserError if the file cannot be read or unpacked, also while its content is read.
 */
export async function openContent(
  path: string,
  about: string,
  onBytes?: (bytes: Buffer) => void,
): Promise<Content> {
  const start = await startOf(path, about);
  let read = 0;
  const counted = (bytes: Buffer): void => {
    read += bytes.length;
    onBytes?.(bytes);
  };
  // Each unpacked chunk reports too, without bytes of its own, so that a small file that grows can be interrupted.
  const growth = (size: number): number => {
    onBytes?.(NO_BYTES);
    return size > HARMLESS ? size / read : 0;
  };
  if (isZip(start)) {
    const { name, content } = await openZipMember(path, about, counted);
    return { name, bytes: guarded(content, about, growth) };
  }
  const raw = bytesOf(path, counted);
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = isGzip ? guarded(expanded(raw), about, growth) : guarded(raw, about);
  return { name: basename(path), bytes };
}

const NO_BYTES = Buffer.alloc(0);

/**
 * Limits the size of the content, and turns errors of reading and unpacking into user errors.
 *
 * @param growth of packed content: how many times its size so far is that of what was read.
 */
async function* guarded(
  content: AsyncIterable<Buffer>,
  about: string,
  growth: (size: number) => number = () => 1,
): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of content) {
      size += chunk.length;
      if (size > LARGEST_EXPANSION)
        throw userError(
          'unreadable-file',
          about,
          `it has more than ${LARGEST_EXPANSION / 1024 ** 3} GiB of data.`,
          'Split it into smaller files.',
        );
      if (growth(size) > LARGEST_RATIO)
        throw userError(
          'unreadable-file',
          about,
          `it unpacks to more than ${LARGEST_RATIO} times its size, as no table of market data does.`,
          'Download it again, or unpack it and import the table itself.',
        );
      yield chunk;
    }
  } catch (error) {
    throw asUserError(error, about);
  }
}

async function startOf(path: string, about: string): Promise<Buffer> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw asUserError(error, about);
  }
}

function asUserError(error: unknown, about: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('Z_'))
    return userError(
      'unreadable-file',
      about,
      `its gzip compression is damaged (${message}).`,
      'Download it again.',
    );
  const problem = systemProblem(error, about);
  return problem
    ? userError('unreadable-file', about, `cannot be read. ${problem.message}`, problem.remedy)
    : error;
}

async function* bytesOf(path: string, onBytes?: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    onBytes?.(chunk);
    yield chunk;
  }
}

function expanded(raw: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const from = Readable.from(raw);
  from.on('error', (error) => gunzip.destroy(error));
  gunzip.on('close', () => from.destroy());
  return from.pipe(gunzip);
}

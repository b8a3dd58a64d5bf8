import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UserError, userError } from '../../problem.ts';

/*
 * Exchanges publish some tables only as a ZIP archive with one CSV. Nothing is ever unpacked to disk: the one member is
 * read as a stream, within the limits below.
 */

/** Most bytes of an archive: many times the largest seen, and it is held in memory (our choice). */
const LARGEST_ARCHIVE = 64 * 1024 ** 2;

/**
 * Most bytes of a member for each of its compressed bytes. Market data compress 3 to 10 times, repeated text up to 50
 * times; an archive made to exhaust memory or disk expands a thousand times (our choice).
 */
const LARGEST_RATIO = 100;

/** `PK\x03\x04`, or `PK\x05\x06` for an archive without members. */
const MAGIC: ReadonlySet<number> = new Set([0x04034b50, 0x06054b50]);

/** Whether a file begins as a ZIP archive does. */
export const isZip = (start: Buffer): boolean => start.length >= 4 && MAGIC.has(start.readUInt32LE(0));

/** The one member of an archive. */
export interface ZipMember {
  /** Its base name. */
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

/**
 * Opens the one member of a ZIP archive.
 *
 * @param onBytes receives the archive's raw bytes.
 * @throws UserError if the archive has no member or more than one, or if the member is encrypted, has a folder in its
 *   name, expands too much or is damaged. Damage to the content appears only while it is read.
 */
export async function openZipMember(
  path: string,
  about: string,
  onBytes?: (bytes: Buffer) => void,
): Promise<ZipMember> {
  const refuse = (message: string, remedy: string): UserError =>
    userError('unreadable-file', about, message, remedy);
  if ((await stat(path)).size > LARGEST_ARCHIVE)
    throw refuse(
      `is a ZIP archive of more than ${LARGEST_ARCHIVE / 1024 ** 2} MiB.`,
      'Unpack it and import the files in it.',
    );
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes?.(chunk);
    chunks.push(chunk);
  }
  try {
    const archive = await yauzl.fromBufferPromise(Buffer.concat(chunks), { strictFileNames: true });
    const entry = await onlyMember(archive, refuse);
    const stream = await archive.openReadStreamPromise(entry);
    return { name: entry.fileName, content: checked(stream, entry, refuse) };
  } catch (error) {
    throw error instanceof UserError ? error : damaged(error, refuse);
  }
}

type Refuse = (message: string, remedy: string) => UserError;

/** How yauzl rejects a name that leads out of a folder, or that no file can have. */
const BAD_NAME = /^(invalid relative path|absolute path|invalid characters in fileName): (.*)/;

function damaged(error: unknown, refuse: Refuse): UserError {
  const { message } = error as Error;
  const name = BAD_NAME.exec(message)?.[2];
  return name === undefined
    ? refuse(`is a damaged ZIP archive (${message}).`, 'Download it again.')
    : folderInName(name, refuse);
}

const folderInName = (name: string, refuse: Refuse): UserError =>
  refuse(
    `is a ZIP archive whose file has a folder in its name: ${JSON.stringify(name)}.`,
    'Unpack it and import the file in it.',
  );

/** The archive's only member, folders not counted. */
async function onlyMember(archive: ZipFile, refuse: Refuse): Promise<Entry> {
  const members: Entry[] = [];
  for await (const entry of archive.eachEntry()) if (!entry.fileName.endsWith('/')) members.push(entry);
  const [member] = members;
  if (member === undefined) throw refuse('is a ZIP archive without a file in it.', 'Download it again.');
  if (members.some((m) => m.fileName === '[Content_Types].xml'))
    throw refuse(
      'is a spreadsheet.',
      'Save its table as CSV (in a spreadsheet: "CSV UTF-8") and import that.',
    );
  if (members.length > 1)
    throw refuse(
      `is a ZIP archive of ${members.length} files (${members
        .slice(0, 3)
        .map((m) => m.fileName)
        .join(', ')}${members.length > 3 ? ', …' : ''}); an archive may hold one table.`,
      'Unpack it and import the files in it.',
    );
  if (/[/\\:]/.test(member.fileName)) throw folderInName(member.fileName, refuse);
  if (member.isEncrypted())
    throw refuse(
      `is a ZIP archive whose file ${member.fileName} is encrypted.`,
      'Unpack it with its password and import the file in it.',
    );
  if (!member.canDecodeFileData())
    throw refuse(
      `is a ZIP archive whose file ${member.fileName} is compressed by method ${member.compressionMethod}, which is not read.`,
      'Unpack it and import the file in it.',
    );
  if (member.uncompressedSize > LARGEST_RATIO * Math.max(member.compressedSize, 1))
    throw refuse(
      `is a ZIP archive whose file ${member.fileName} expands more than ${LARGEST_RATIO} times, as no market data do.`,
      'Download it again from its publisher.',
    );
  return member;
}

/** The content of a member, of the size and with the checksum that the archive states. */
async function* checked(stream: AsyncIterable<Buffer>, entry: Entry, refuse: Refuse): AsyncGenerator<Buffer> {
  let sum = 0;
  try {
    for await (const chunk of stream) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw damaged(error, refuse);
  }
  if (sum !== entry.crc32)
    throw refuse(
      `is a damaged ZIP archive: the checksum of ${entry.fileName} is wrong.`,
      'Download it again.',
    );
}

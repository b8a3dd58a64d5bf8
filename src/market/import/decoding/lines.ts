import { userError } from '../../problem.ts';
import { openContent } from './content.ts';

/** Far above any vendor's row, in characters; a file with a longer line is not a table. */
export const LONGEST_LINE = 64 * 1024;

const NEWLINE = 0x0a;

/**
 * The lines of a text file, in batches, without their line ends. Memory holds one chunk and one line, however large the
 * file. Accepts UTF-8 (with or without a byte-order mark), UTF-16 with one, and gzip or ZIP of these.
 *
 * @param onBytes receives the file's raw bytes as they are read.
 * @throws UserError naming the line, for anything else.
 */
export async function* linesOf(
  path: string,
  about: string,
  onBytes?: (bytes: Buffer) => void,
): AsyncGenerator<string[]> {
  const refuse = (message: string, remedy: string): never => {
    throw userError('unreadable-file', about, message, remedy);
  };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  let first = true;
  let rest: Buffer = Buffer.alloc(0);

  const decode = (bytes: Buffer): string[] => {
    let text = '';
    try {
      text = decoder.decode(bytes);
    } catch {
      refuse(
        `line ${line + firstUndecodable(bytes)} is not UTF-8 text.`,
        'Save it as UTF-8 CSV (in a spreadsheet: "CSV UTF-8") and import it again.',
      );
    }
    if (first) text = text.replace(/^\uFEFF/, '');
    first = false;
    const lines = text.split('\n');
    const long = lines.findIndex((l) => l.length > LONGEST_LINE);
    if (long >= 0) refuseLong(line + long);
    line += lines.length;
    return lines;
  };
  const refuseLong = (at: number): never =>
    refuse(
      `line ${at} is longer than ${LONGEST_LINE / 1024} KiB, so the file is not a table of market data.`,
      'Download the file again from its publisher.',
    );

  try {
    for await (const chunk of utf8((await openContent(path, about, onBytes)).bytes)) {
      if (chunk.includes(0))
        refuse(
          'it contains binary data, not text.',
          'Import the table itself as CSV, not a spreadsheet of it.',
        );
      const end = chunk.lastIndexOf(NEWLINE);
      if (end < 0) {
        rest = Buffer.concat([rest, chunk]);
        if (rest.length > LONGEST_LINE) refuseLong(line);
        continue;
      }
      const whole = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, end)]) : chunk.subarray(0, end);
      rest = Buffer.from(chunk.subarray(end + 1));
      yield decode(whole);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      refuse('its UTF-16 text is damaged.', 'Save it as UTF-8 CSV.');
    throw error;
  }
  if (rest.length > 0) yield decode(rest);
}

/** The number of line ends before the first line that is not UTF-8. */
function firstUndecodable(bytes: Buffer): number {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  for (let from = 0; ; line++) {
    const end = bytes.indexOf(NEWLINE, from);
    try {
      strict.decode(bytes.subarray(from, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    from = end + 1;
  }
}

/** The content's bytes, converted to UTF-8 if UTF-16. */
async function* utf8(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let utf16: TextDecoder | undefined;
  let isFirst = true;
  for await (const chunk of content) {
    if (isFirst) utf16 = utf16Of(chunk);
    isFirst = false;
    yield utf16 ? Buffer.from(utf16.decode(chunk, { stream: true }), 'utf8') : chunk;
  }
}

/** A decoder for text that begins with a UTF-16 byte-order mark. */
function utf16Of(start: Buffer): TextDecoder | undefined {
  if (start[0] === 0xff && start[1] === 0xfe)
    return new TextDecoder('utf-16le', { ignoreBOM: true, fatal: true });
  if (start[0] === 0xfe && start[1] === 0xff)
    return new TextDecoder('utf-16be', { ignoreBOM: true, fatal: true });
  return undefined;
}

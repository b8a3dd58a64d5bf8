const NEWLINE = 0x0a;
const GZIP = 0x1f;
const ZIP = 'PK\x03\x04';
const UTF16_NEWLINE_REST = 0x00;

/** Detects whether a text file ends in the middle of a line. */
export interface TruncationWatch {
  observe(bytes: Buffer): void;
  /**
   * Whether the last line may be truncated: it has no line end and no closing quotation mark that would prove it
   * complete. A number that lost its last digits is still a number. For gzip and ZIP the checksum covers this.
   */
  mayBeTruncated(lastLine: string): boolean;
}

export function watchForTruncation(): TruncationWatch {
  let start = '';
  let last: number | undefined;
  return {
    observe: (bytes) => {
      if (start.length < ZIP.length) start += bytes.toString('latin1', 0, ZIP.length);
      last = bytes.at(-1) ?? last;
    },
    mayBeTruncated: (lastLine) =>
      start.charCodeAt(0) !== GZIP &&
      !start.startsWith(ZIP) &&
      last !== NEWLINE &&
      last !== UTF16_NEWLINE_REST &&
      !lastLine.endsWith('"'),
  };
}

const NEWLINE = 0x0a;
const GZIP = 0x1f;
const UTF16_NEWLINE_REST = 0x00;

/** Watches whether a text file ends in the middle of a line. */
export interface Ending {
  see(bytes: Buffer): void;
  /**
   * Whether the last line may have been cut off: it has no line end, and no closing quote that would show it to
   * be whole. A figure that lost its last digits still looks like one. Of gzip the checksum already tells.
   */
  isOpen(lastLine: string): boolean;
}

export function watchEnding(): Ending {
  let first: number | undefined;
  let last: number | undefined;
  return {
    see: (bytes) => {
      first ??= bytes[0];
      last = bytes.at(-1) ?? last;
    },
    isOpen: (lastLine) =>
      first !== GZIP && last !== NEWLINE && last !== UTF16_NEWLINE_REST && !lastLine.endsWith('"'),
  };
}

import { execFileSync } from 'node:child_process';

/** Resolution in dots an inch: enough to see a line of text, and fast. */
const RESOLUTION = 30;
/** Fraction of the height that the margins with their running lines take at each end. */
const MARGIN = 0.052;
/** Grey value below which a dot is ink. */
const INK = 200;

/**
 * How far down each page of a PDF is printed, as a fraction of the height between its margins: 0 for a blank page, 1 for a full one. Null
 * where poppler's pdftoppm is not there to render it.
 */
export function filledHeights(pdf: string): number[] | null {
  let images: Buffer;
  try {
    images = execFileSync('pdftoppm', ['-r', String(RESOLUTION), '-gray', pdf], { maxBuffer: 1 << 28 });
  } catch {
    process.stderr.write('Ink of the pages is not counted: pdftoppm (poppler-utils) is not installed.\n');
    return null;
  }
  const heights: number[] = [];
  for (let at = 0; at < images.length;) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(images.subarray(at, at + 40).toString('latin1'))!;
    const [width, height] = [Number(head[1]), Number(head[2])];
    at += head[0].length;
    const [top, bottom] = [Math.ceil(MARGIN * height), Math.floor((1 - MARGIN) * height)];
    let last = top;
    for (let row = top; row < bottom; row++)
      if (images.subarray(at + row * width, at + (row + 1) * width).some((grey) => grey < INK)) last = row;
    heights.push((last - top) / (bottom - top));
    at += width * height;
  }
  return heights;
}

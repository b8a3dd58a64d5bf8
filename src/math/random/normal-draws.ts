import type { WordBuffer } from './word-buffer.ts';

/*
 * The ziggurat of Marsaglia and Tsang (2000, Journal of Statistical Software 5(8)) with 256 layers. Layer and abscissa come
 * from different random words, as Doornik (2005) asks for: taken from one word they are correlated.
 */
const LAYERS = 256;
/** Where the tail begins, and the area of each layer, for 256 layers. */
const TAIL = 3.654152885361009;
const AREA = 0.004928673233974655;

const density = (x: number): number => Math.exp((-x * x) / 2);

/** Right ends of the layers; the first is the width of a rectangle with the area of the base strip and its tail. */
const ENDS = new Float64Array(LAYERS + 1);
const HEIGHTS = new Float64Array(LAYERS + 1);
/** What turns a signed 32-bit integer into an abscissa of the layer. */
const WIDTHS = new Float64Array(LAYERS);
/** Integers below this lie under the curve whatever the height. */
const INSIDE = new Float64Array(LAYERS);

ENDS[0] = AREA / density(TAIL);
ENDS[1] = TAIL;
for (let i = 2; i < LAYERS; i++)
  ENDS[i] = Math.sqrt(-2 * Math.log(AREA / ENDS[i - 1]! + density(ENDS[i - 1]!)));
ENDS[LAYERS] = 0;
for (let i = 0; i <= LAYERS; i++) HEIGHTS[i] = density(ENDS[i]!);
for (let i = 0; i < LAYERS; i++) {
  WIDTHS[i] = ENDS[i]! / 0x80000000;
  INSIDE[i] = (ENDS[i + 1]! / ENDS[i]!) * 0x80000000;
}

/** A uniform number strictly between 0 and 1 from one word. */
const unit = (word: number): number => (word + 0.5) / 0x100000000;

/**
 * Fills `out` with draws from the standard normal distribution, several times as fast as by inversion. The number of words
 * that a draw takes varies, so that consumers need streams of their own.
 */
export function fillNormals(source: WordBuffer, out: Float64Array, count: number): void {
  const { words } = source;
  const size = words.length;
  let at = source.at;
  let layers = 0;
  let left = 0;
  for (let i = 0; i < count; i++) {
    // Four layers a word.
    if (left === 0) {
      if (at === size) at = source.refill();
      layers = words[at++]!;
      left = 4;
    }
    const layer = layers & (LAYERS - 1);
    layers >>>= 8;
    left--;
    if (at === size) at = source.refill();
    const integer = words[at++]! | 0;
    // The absolute value by the sign bit: a branch on it would be mispredicted every second time.
    const sign = integer >> 31;
    if ((integer ^ sign) - sign < INSIDE[layer]!) out[i] = integer * WIDTHS[layer]!;
    else {
      // One draw in a hundred.
      source.at = at;
      out[i] = outside(source, layer, integer);
      at = source.at;
    }
  }
  source.at = at;
}

/** The draw where the point of a layer may lie above the curve. */
function outside(source: WordBuffer, layer: number, integer: number): number {
  if (layer === 0) return integer < 0 ? -tail(source) : tail(source);
  const x = integer * WIDTHS[layer]!;
  const low = HEIGHTS[layer]!;
  if (low + unit(source.next()) * (HEIGHTS[layer + 1]! - low) < density(x)) return x;
  return oneNormal(source);
}

/** One standard normal draw. */
export function oneNormal(source: WordBuffer): number {
  const layer = source.next() & (LAYERS - 1);
  const integer = source.next() | 0;
  return Math.abs(integer) < INSIDE[layer]! ? integer * WIDTHS[layer]! : outside(source, layer, integer);
}

/** A draw beyond the beginning of the tail: Marsaglia (1964). */
function tail(source: WordBuffer): number {
  for (;;) {
    const beyond = -Math.log(unit(source.next())) / TAIL;
    if (2 * -Math.log(unit(source.next())) > beyond * beyond) return TAIL + beyond;
  }
}

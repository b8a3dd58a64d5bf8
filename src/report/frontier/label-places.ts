/** Where the name of a dot stands beside it. */
export type LabelPlace =
  'right' | 'left' | 'above' | 'below' | 'upper-right' | 'lower-right' | 'upper-left' | 'lower-left';

/** Position in pixels, from the upper left. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Size of labels, in pixels: width of a name of thirteen characters, height of a line, and distance from the dot. */
const [NAME, LINE, GAP] = [80, 12, 6];
/** Radius of a dot, and of the ring round a selected portfolio. */
const [DOT, RING] = [3, 6];

/** How far the middle of a name is from its dot, by side, in the order in which sides are tried. */
const MIDDLES: Readonly<Record<LabelPlace, readonly [dx: number, dy: number]>> = {
  right: [GAP + NAME / 2, 0],
  left: [-GAP - NAME / 2, 0],
  above: [0, -GAP - LINE / 2],
  below: [0, GAP + LINE / 2],
  'upper-right': [GAP + NAME / 2, -LINE],
  'lower-right': [GAP + NAME / 2, LINE],
  'upper-left': [-GAP - NAME / 2, -LINE],
  'lower-left': [-GAP - NAME / 2, LINE],
};
const ORDER = Object.keys(MIDDLES) as LabelPlace[];

/**
 * Places the names of dots so that they neither overlap each other, a dot or a ring nor leave the chart: each on the first free side.
 * A name without a free side stands on the first one inside the chart. All names count as equally long, so that what a file calls its
 * assets does not change a drawing.
 *
 * @param width of the chart, in pixels.
 */
export function labelPlaces(
  dots: readonly Position[],
  rings: readonly Position[],
  width: number,
): LabelPlace[] {
  const taken: Box[] = [...dots.map((dot) => around(dot, DOT)), ...rings.map((ring) => around(ring, RING))];
  return dots.map((dot, i) => {
    const isInside = (place: LabelPlace): boolean => {
      const { x1, x2 } = boxOf(dot, place);
      return x1 >= 0 && x2 <= width;
    };
    const isFree = (place: LabelPlace): boolean =>
      taken.every((other, k) => k === i || !doOverlap(boxOf(dot, place), other));
    const inside = ORDER.filter(isInside);
    const place = inside.find(isFree) ?? inside[0] ?? 'right';
    taken.push(boxOf(dot, place));
    return place;
  });
}

interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

const around = ({ x, y }: Position, radius: number): Box => ({
  x1: x - radius,
  x2: x + radius,
  y1: y - radius,
  y2: y + radius,
});

function boxOf({ x, y }: Position, place: LabelPlace): Box {
  const [dx, dy] = MIDDLES[place];
  return {
    x1: x + dx - NAME / 2,
    x2: x + dx + NAME / 2,
    y1: y + dy - LINE / 2,
    y2: y + dy + LINE / 2,
  };
}

const doOverlap = (a: Box, b: Box): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

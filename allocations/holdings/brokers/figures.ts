import { parseAmount } from '../parse-amount.ts';

/** A figure as brokers print it: `1,120.50`, `₹1120.50`, `-38.25`, `(38.25)`; null for anything else. */
export function figureOf(cell: string): number | null {
  const text = cell.replace(/^(₹|rs\.?|inr)\s*/i, '').trim();
  const negative = /^-(.*)$/.exec(text) ?? /^\((.*)\)$/.exec(text);
  const size = parseAmount(negative ? negative[1]! : text);
  return size === null ? null : negative ? -size : size;
}

/** A figure for the reader of lots, which takes plain numbers; the cell's own text if it is not a number, for the error message. */
export const plainFigure = (cell: string): string => {
  const figure = figureOf(cell);
  return figure === null ? cell : String(figure);
};

import { positionName } from '../../page/names.ts';
import { grouped } from '../../../format/numbers.ts';
import { html, type Piece } from '../../page/markup.ts';

/** Name of an order or lot: stock name with ISIN or scheme code, or the name of the position. */
export function holdingName({ id, name }: { readonly id: string; readonly name: string }): Piece {
  const position = positionName(id);
  return position === id && name !== id ? html`${name}<small>${id}</small>` : position;
}

/** Shares as whole numbers; fund units with three decimals. */
export const quantityText = (quantity: number): string =>
  grouped(quantity, Number.isInteger(quantity) ? 0 : 3);

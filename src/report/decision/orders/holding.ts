import { positionName } from '../../page/names.ts';
import { grouped } from '../../../format/numbers.ts';
import { html, type Piece } from '../../page/markup.ts';

/** What an order or a lot is of: its name above its ISIN, a scheme code, or the position that it is. */
export function holdingName({ id, name }: { readonly id: string; readonly name: string }): Piece {
  const position = positionName(id);
  return position === id && name !== id ? html`${name}<small>${id}</small>` : position;
}

/** Shares are whole; units of a fund are told to the thousandth. */
export const quantityText = (quantity: number): string =>
  grouped(quantity, Number.isInteger(quantity) ? 0 : 3);

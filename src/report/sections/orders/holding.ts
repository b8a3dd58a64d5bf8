import { positionName } from '../../format/names.ts';
import { grouped } from '../../format/numbers.ts';
import { html, type Piece } from '../../markup.ts';

/** What an order or a lot is of: its name above its ISIN or scheme code, or the position that it is. */
export const holdingName = ({ id, name }: { readonly id: string; readonly name: string }): Piece =>
  name === id ? positionName(id) : html`${name}<small>${id}</small>`;

/** Shares are whole; units of a fund are told to the thousandth. */
export const quantityText = (quantity: number): string =>
  grouped(quantity, Number.isInteger(quantity) ? 0 : 3);

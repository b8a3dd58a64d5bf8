import type { Piece } from './markup.ts';

/**
 * Writes a figure of a document so that it opens its explanation, where the page has one.
 *
 * @param pointer of the figure in the document that the section shows.
 */
export type Opens = (pointer: string, text: Piece) => Piece;

/** For pages without explanations. */
export const AS_TEXT: Opens = (_, text) => text;

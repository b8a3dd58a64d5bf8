// A grouped number contains commas, so a CSV file must quote it.
const PLAIN = /^\d+(\.\d+)?$/;
const GROUPED = /^\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$/;

/** Parses an unsigned number, plain or grouped: `1234567.50`, `12,34,567.50` or `1,234,567.50`. Null for anything else, signs included. */
export function parseAmount(text: string): number | null {
  const trimmed = text.trim();
  if (!PLAIN.test(trimmed) && !GROUPED.test(trimmed)) return null;
  const amount = Number(trimmed.replaceAll(',', ''));
  return Number.isFinite(amount) ? amount : null;
}

/** A cell as messages show it: quoted, and truncated to 40 characters. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

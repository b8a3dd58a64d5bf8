// A grouped number holds commas and so must stand in quotes in a CSV file.
const PLAIN = /^\d+(\.\d+)?$/;
const GROUPED = /^\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$/;

/** A figure as people here write it: `1234567.50`, `12,34,567.50` or `1,234,567.50`. Null for anything else, signs included. */
export function readWritten(text: string): number | null {
  const written = text.trim();
  if (!PLAIN.test(written) && !GROUPED.test(written)) return null;
  const figure = Number(written.replaceAll(',', ''));
  return Number.isFinite(figure) ? figure : null;
}

/** A cell as a message shows it: quoted, and not at any length. */
export const shown = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

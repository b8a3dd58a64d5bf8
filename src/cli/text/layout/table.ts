import Table from 'cli-table3';
import { printable } from './printable.ts';
import { TERMINAL_WIDTH } from './wrapped.ts';

const GAP = '  ';

/** A plain table: columns two spaces apart, a rule under the head, no boxes. A head may have several lines. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  // A line end in a name would look like another row.
  const cells = rows.map((row) => row.map(printable));
  const none = Object.fromEntries(
    [
      'top',
      'top-mid',
      'top-left',
      'top-right',
      'bottom',
      'bottom-mid',
      'bottom-left',
      'bottom-right',
      'left',
      'left-mid',
      'mid',
      'mid-mid',
      'right',
      'right-mid',
    ].map((k) => [k, '']),
  );
  const t = new Table({
    head: [],
    chars: { ...none, middle: GAP },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: head.map((_, i) => (right.includes(i) ? 'right' : 'left')),
  });
  const widths = head.map((h, i) =>
    Math.max(...h.split('\n').map((l) => l.length), ...cells.map((r) => (r[i] ?? '').length)),
  );
  const before = widths.slice(0, -1).reduce((sum, w) => sum + w + GAP.length, 0);
  // The last column may hold paths wider than a terminal; the rule above them keeps to it.
  const rules = widths.map((w, i) =>
    i === widths.length - 1 ? Math.max(1, Math.min(w, TERMINAL_WIDTH - before)) : w,
  );
  t.push(
    [...head],
    rules.map((w) => '─'.repeat(w)),
    ...cells,
  );
  return t
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

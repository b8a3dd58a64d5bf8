import { ioOf, json } from '../../../../src/cli/shared/io.ts';
import type { Day } from '../../../../src/market/day.ts';

const LONG =
  'error: Nifty 50: the store has no closes between 31 Dec 2021 and 1 Jan 2025, so that the age is not known.';

function printed(onTerminal: boolean, text: Parameters<ReturnType<typeof ioOf>['out']>[0]): string {
  let all = '';
  const io = ioOf({
    out: (t) => void (all += t),
    err: () => {},
    onTerminal,
    interactive: false,
    today: () => 0 as Day,
  });
  io.out(text);
  return all;
}

describe('long lines of results', () => {
  it('are broken between words on a terminal, below the indentation of their first line', () => {
    expect(printed(true, `  ${LONG}\n`)).toBe(
      '  error: Nifty 50: the store has no closes between 31 Dec 2021 and 1 Jan 2025,\n    so that the age is not known.\n',
    );
  });

  it('stay whole in files and pipes', () => expect(printed(false, LONG)).toBe(LONG));

  it('stay whole in JSON and in rows of tables', () => {
    const row = `${'a'.repeat(50)}  ${'b'.repeat(20)}  12 345 678 910`;
    expect(printed(true, row)).toBe(row);
    expect(JSON.parse(printed(true, json({ LONG })))).toEqual({ LONG });
  });
});

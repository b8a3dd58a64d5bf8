import { trrm } from '../command-line.ts';

describe('a wrong option', () => {
  test('is answered with the help of its own command', async () => {
    expect((await trrm('regime', '--colour')).err).toContain('(trrm regime --help lists the options)');
    expect((await trrm('ledger', 'verify', '--colour')).err).toContain(
      '(trrm ledger verify --help lists the options)',
    );
    expect((await trrm('regimes')).err).toContain('(trrm --help lists the commands)');
  });

  test.each([
    [['regime', '--date', '2021-12-31'], '--as-of'],
    [['run', '--holdings', 'h.csv'], '--portfolio'],
    [['run', '--output', 'here'], '--out'],
    [['run', '--config=rules.yaml'], '--rulebook'],
  ])('%j names the option that is meant', async (argv, meant) => {
    const { code, err } = await trrm(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(`(Did you mean ${meant}?)`)]);
  });

  test('does not name an option that its command lacks', async () => {
    expect((await trrm('import', '--date', '2021-12-31', 'x.csv')).err).not.toContain('--as-of');
  });
});

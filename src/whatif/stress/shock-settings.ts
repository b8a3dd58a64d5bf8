import { usageError } from '../../market/problem.ts';

const PERCENT = /^([+-]?\d+(?:\.\d+)?)%$/;

/** `-15%` as a fraction; null for anything else. */
export function parsePercent(text: string): number | null {
  const [, number] = PERCENT.exec(text) ?? [];
  return number === undefined ? null : Number(number) / 100;
}

/**
 * Reads shocks of factors: `MARKET=-15%`.
 *
 * @returns moves as fractions, by factor in capitals.
 * @throws UserError, a usage error, for one that cannot be read or a factor set twice.
 */
export function parseShocks(texts: readonly string[]): Record<string, number> {
  const shocks: Record<string, number> = {};
  for (const text of texts) {
    const [, factor, move] = /^([A-Za-z]+)=(.+)$/.exec(text) ?? [];
    const amount = parsePercent(move ?? '');
    if (factor === undefined || amount === null)
      throw usageError(
        `--shock ${text}`,
        'It is not of the form factor=move.',
        'Write, for instance, MARKET=-15%.',
      );
    const name = factor.toUpperCase();
    if (Object.hasOwn(shocks, name))
      throw usageError(`--shock ${text}`, `It sets ${name} twice.`, 'Remove one of the two.');
    // Other factors are long some stocks and short others; the market cannot fall by more than all of its value.
    if (name === 'MARKET' && amount <= -1)
      throw usageError(`--shock ${text}`, 'Nothing would be left of the market.', 'Set a fall below 100%.');
    shocks[name] = amount;
  }
  return shocks;
}

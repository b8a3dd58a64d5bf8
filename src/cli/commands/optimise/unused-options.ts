import type { Method } from '../../../optimiser/method.ts';
import type { Problem } from '../../../market/problem.ts';
import type { OptimiseOptions } from './options.ts';

/** The methods that use an option, or the other option that it goes with. */
const USED_BY: Readonly<
  Partial<Record<keyof OptimiseOptions, readonly (Method['kind'] | keyof OptimiseOptions)[]>>
> = {
  targetReturn: ['mean-variance', 'minimum-cvar'],
  targetVolatility: ['mean-variance'],
  riskAversion: ['mean-variance'],
  riskFree: ['maximum-sharpe', 'frontier', 'market'],
  budget: ['risk-budgeting'],
  confidence: ['minimum-cvar'],
  points: ['frontier'],
  groups: ['group'],
  marketRiskAversion: ['market'],
  tau: ['views'],
};

/** Users that are options, not methods. */
const OPTIONS: ReadonlySet<string> = new Set(['market', 'views', 'group']);

const flag = (key: string): string => `--${key.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** A warning for each option that was typed and changes nothing. */
export function unusedOptions(
  options: OptimiseOptions,
  isTyped: (key: keyof OptimiseOptions) => boolean,
): Problem[] {
  return Object.entries(USED_BY).flatMap(([key, users]): Problem[] => {
    const isUsed = users.some(
      (user) => user === options.method || options[user as keyof OptimiseOptions] !== undefined,
    );
    if (isUsed || !isTyped(key as keyof OptimiseOptions)) return [];
    return [
      {
        severity: 'warning',
        code: 'option-not-used',
        about: flag(key),
        message: `it changes nothing with --method ${options.method}.`,
        remedy: `It is for ${users.map((user) => (OPTIONS.has(user) ? flag(user) : user)).join(', ')}.`,
      },
    ];
  });
}

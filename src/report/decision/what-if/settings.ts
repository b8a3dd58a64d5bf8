import { MINUS } from '../../../format/numbers.ts';

/** A parameter of the rule book in print: as JSON, a number with a true minus; `not set` where there is none. */
export const settingText = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('-', MINUS) : (JSON.stringify(value) ?? 'not set');

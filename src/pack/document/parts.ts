/** The parts of a committee's pack, in their order. Numbers are what people cite and never change. */
export const PARTS = [
  { number: 1, id: 'decision', title: 'Decision' },
  { number: 2, id: 'outcome', title: 'Last decision and what followed' },
  { number: 3, id: 'regime', title: 'Regime' },
  { number: 4, id: 'allocation', title: 'Allocation' },
  { number: 5, id: 'trades', title: 'Trades, charges and tax' },
  { number: 6, id: 'hedge', title: 'Hedge' },
  { number: 7, id: 'performance', title: 'Performance' },
  { number: 8, id: 'attribution', title: 'Attribution' },
  { number: 9, id: 'risk', title: 'Risk by INEC-1' },
  { number: 10, id: 'by-regime', title: 'Results by regime' },
  { number: 11, id: 'what-ifs', title: 'What-ifs' },
  { number: 12, id: 'stress', title: 'Stress and Monte Carlo' },
  { number: 13, id: 'health', title: 'Model health' },
  { number: 14, id: 'limits', title: 'Limits, breaches and overrides' },
  { number: 15, id: 'annexure', title: 'SEBI annexure' },
  { number: 16, id: 'appendix', title: 'Appendix and manifest' },
] as const;

export type PartId = (typeof PARTS)[number]['id'];

/** What a part is made of, or why it is not there: what is missing, and what brings it. */
export type Available<T> =
  | { readonly kind: 'available'; readonly data: T }
  | { readonly kind: 'missing'; readonly what: string; readonly remedy: string };

export const available = <T>(data: T): Available<T> => ({ kind: 'available', data });
export const missing = (what: string, remedy: string): Available<never> => ({
  kind: 'missing',
  what,
  remedy,
});

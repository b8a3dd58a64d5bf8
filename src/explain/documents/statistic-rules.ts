import type { BacktestDocument } from '../../backtest/document/document.ts';
import { TREASURY_BILLS } from '../../backtest/instruments/index-market.ts';
import { figureRules } from '../../backtest/statistics/figures/all.ts';
import { compoundAnnual } from '../../backtest/statistics/growth.ts';
import { sampleOf } from '../../backtest/statistics/sample.ts';
import type { Figure } from '../../backtest/statistics/tear-sheet.ts';
import type { ValuePath } from '../../backtest/statistics/value-path.ts';
import { day } from '../../market/day.ts';
import type { Unit } from '../explanation.ts';
import type { Leaf } from '../pointer.ts';
import { valueAt } from '../pointer.ts';
import { type DocumentAt, type DocumentRule, formulaOf, stageOf } from './document-rule.ts';

/** The statistics of a back-test, by the functions that the run itself calls, from the values by session. */
export const STATISTIC_RULES: readonly DocumentRule[] = [
  formulaOf('/summary/figures/*/(own|benchmark)', unitOfFigure, wordsOfFigure, inputsOf, computed),
];

/** The same statistics in a document that does not hold the values they are made of. */
export const statisticsWithoutValues = (sheet: string, from: string): DocumentRule =>
  stageOf(
    `${sheet}/figures/*/(own|benchmark)`,
    unitOfFigure,
    (at) => `${wordsOfFigure(at)} The values behind it are in ${from}, not in this document.`,
  );

/** From which on returns are annualised (GIPS 2020). */
const DAYS_OF_A_YEAR = 365;

const figureAt = ({ document, pointer }: DocumentAt): Figure =>
  valueAt(document, pointer.slice(0, pointer.lastIndexOf('/'))) as Figure;

function unitOfFigure(at: DocumentAt): Unit {
  const { unit } = figureAt(at);
  return unit === 'fraction' || unit === 'number' ? unit : 'count';
}

function wordsOfFigure(at: DocumentAt): string {
  const { name, convention, own, group } = figureAt(at);
  if (at.keys.at(-1) === 'benchmark' && group === 'relative')
    return `${name}: compares with the benchmark, so the benchmark has none.`;
  const whose = at.keys.at(-1) === 'own' ? '' : ' of the benchmark';
  const none = valueAt(at.document, at.pointer) === null && own === null ? ' It cannot be had here.' : '';
  return `${name}${whose}: ${convention}${convention.endsWith('.') ? '' : '.'}${none}`;
}

/** Which paths a statistic is made of: its own, and for ratios and comparisons T-bills and the benchmark too. */
function pathsOf(at: DocumentAt): { readonly benchmark: boolean; readonly bills: number } {
  const { group } = figureAt(at);
  const { alternatives } = at.document as BacktestDocument;
  return {
    benchmark: group === 'relative',
    bills:
      group === 'ratio' || group === 'relative' ? alternatives.findIndex((a) => a.id === TREASURY_BILLS) : -1,
  };
}

function inputsOf(at: DocumentAt): string[] {
  const { nav } = at.document as BacktestDocument;
  const own = at.keys.at(-1) === 'own' ? 'net' : 'benchmark';
  const { group, id } = figureAt(at);
  if (group === 'relative' && own === 'benchmark') return [];
  if (id === 'total-return') return [`/nav/${nav.length - 1}/${own}`];
  if (id === 'cagr') return [`/summary/figures/${totalReturnOf(at)}/${at.keys.at(-1)}`, '/summary/years'];
  const { benchmark, bills } = pathsOf(at);
  const each = (pointer: (i: number) => string): string[] => nav.map((_, i) => pointer(i));
  return [
    ...each((i) => `/nav/${i}/${own}`),
    ...(benchmark ? each((i) => `/nav/${i}/benchmark`) : []),
    ...(bills < 0 ? [] : each((i) => `/alternatives/${bills}/values/${i}`)),
  ];
}

const totalReturnOf = ({ document }: DocumentAt): number =>
  (document as BacktestDocument).summary.figures.findIndex(({ id }) => id === 'total-return');

/** Null under a year, for which nothing is annualised. */
function annualGrowth([total, years]: readonly [number, number], { document }: DocumentAt): number | null {
  const { from, to } = (document as BacktestDocument).summary;
  return day(to) - day(from) < DAYS_OF_A_YEAR ? null : compoundAnnual(total, years);
}

function computed(inputs: readonly Leaf[], at: DocumentAt): number | null {
  if (inputs.length === 0) return null;
  const { id } = figureAt(at);
  if (id === 'total-return') return (inputs[0] as number) - 1;
  if (id === 'cagr') return annualGrowth(inputs as readonly [number, number], at);
  const { nav } = at.document as BacktestDocument;
  const { benchmark, bills } = pathsOf(at);
  const days = [day(nav[0]!.date), ...nav.map((row) => day(row.date))];
  const path = (k: number): ValuePath => ({
    days,
    values: [1, ...(inputs.slice(k * nav.length, (k + 1) * nav.length) as readonly number[])],
  });
  const sample = sampleOf(path(0), benchmark ? path(1) : null, bills < 0 ? null : path(benchmark ? 2 : 1));
  const rule = figureRules(sample).find((r) => r.id === id)!;
  const found = rule.isAnnual && !sample.isYear ? null : rule.of(sample);
  return found !== null && Number.isFinite(found) ? found : null;
}

import { contributionChart } from '../../../src/report/decision/regime/contributions-chart.ts';
import { scoreGauge } from '../../../src/report/decision/regime/gauge.ts';
import { percentileStrip } from '../../../src/report/decision/regime/percentile-strip.ts';
import { regimeHistoryChart } from '../../../src/report/decision/history/regime-history-chart.ts';
import { whiskerChart } from '../../../src/report/charts/whisker-chart.ts';
import { timeTicks } from '../../../src/report/charts/time-ticks.ts';
import { toText } from '../../../src/report/page/markup.ts';
import { buildReportModel } from '../../../src/report/decision/page-model.ts';
import { colours } from '../../../src/report/page/style/colours.ts';
import { input } from '../decision/march-2020.fixture.ts';

const model = buildReportModel(input);
const numbers = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((m) => m.slice(1).map(Number));

describe('A chart', () => {
  test('of the regime history has one bar per span, hollow where the regime is carried forward', () => {
    const svg = toText(regimeHistoryChart(model.history, model.call.bands)!);
    const wide = /<svg[^>]*aria-labelledby="history-ribbon-wide.*?<\/svg>/s.exec(svg)![0];
    const bars = /<g data-mark="bar".*?<\/g>/s.exec(wide)![0];
    expect(bars.match(/<rect/g)).toHaveLength(model.history.spans.length);
    const hollow = model.history.spans.filter((run) => run.status === 'insufficient').length;
    expect(bars.match(/fill="var\(--paper\)"/g)).toHaveLength(hollow);
  });

  test('of contributions places them end to end, from 0 to S', () => {
    const svg = toText(contributionChart(model.call, 'c'));
    const bars = /<g data-mark="bar".*?<\/g>/s.exec(svg)![0];
    const boxes = numbers(bars, /<rect x="([\d.]+)" width="([\d.]+)"/g);
    const parts = [...model.call.signals.map((s) => s.contribution), model.call.score!];
    // One common scale: the width of each bar is proportional to its contribution.
    const perUnit = boxes.at(-1)![1]! / Math.abs(model.call.score!);
    boxes.forEach(([, width], i) => expect(width).toBeCloseTo(Math.abs(parts[i]!) * perUnit, 1));
    const ends = boxes.map(([x, width], i) => (parts[i]! < 0 ? x! : x! + width!));
    // The last signal ends where the bar of S does.
    expect(ends.at(-2)).toBeCloseTo(ends.at(-1)!, 1);
  });

  test('of a score points left for a hostile signal and has no bar without a score', () => {
    const at = (score: number | null) => numbers(toText(scoreGauge(score)), /<circle cx="([\d.]+)"/g)[0]?.[0];
    expect(at(-1)).toBe(5);
    expect(at(0)).toBe(60);
    expect(at(1)).toBe(115);
    expect(at(null)).toBeUndefined();
    expect(toText(scoreGauge(null))).toContain('no score');
  });

  test('of a percentile marks its position on the strip', () => {
    expect(toText(percentileStrip(0))).toContain('M4,1.5');
    expect(toText(percentileStrip(50))).toContain('M55,1.5');
    expect(toText(percentileStrip(100))).toContain('M106,1.5');
  });

  test('of estimates draws every estimate on its interval, on a common scale', () => {
    const rows = [
      { at: 10, low: -10, high: 30 },
      { at: -20, low: -60, high: 20 },
    ].map((w) => ({ regime: null, whisker: { ...w, text: '' } }));
    const svg = toText(
      whiskerChart(
        [{ title: 'A group', hollow: false, rows }],
        { kind: 'change', right: 92 },
        { id: 'w', title: '', description: '' },
      ),
    ).split('</svg>')[0]!;
    const lines = numbers(svg, /<line x1="([\d.]+)" x2="([\d.]+)" y1="[\d.]+" y2="[\d.]+"/g).slice(-2);
    const dots = numbers(svg, /<(?:circle cx=|path transform="translate\()"?([\d.]+)/g);
    const zero = lines[0]![0]! + (lines[0]![1]! - lines[0]![0]!) / 4;
    const perUnit = (lines[0]![1]! - lines[0]![0]!) / 40;
    expect(lines[1]![0]).toBeCloseTo(zero - 60 * perUnit, 0);
    expect(lines[1]![1]).toBeCloseTo(zero + 20 * perUnit, 0);
    expect(dots.map((d) => d[0])).toEqual([
      expect.closeTo(zero + 10 * perUnit, 0),
      expect.closeTo(zero - 20 * perUnit, 0),
    ]);
  });

  test('of a series labels years on a long axis and months on a short one, never more than fit', () => {
    const ticks = (from: string, to: string, most: number) =>
      timeTicks(new Date(from), new Date(to), most).map((t) => t.label.replace('\u00a0', ' '));
    expect(ticks('2000-01-31', '2020-04-30', 11)).toEqual([
      '2002',
      '2004',
      '2006',
      '2008',
      '2010',
      '2012',
      '2014',
      '2016',
      '2018',
      '2020',
    ]);
    expect(ticks('2020-01-31', '2020-04-30', 11)).toEqual(['Feb 2020', 'Mar 2020', 'Apr 2020']);
    expect(ticks('2020-01-31', '2021-04-30', 6)).toEqual([
      'Apr 2020',
      'Jul 2020',
      'Oct 2020',
      'Jan 2021',
      'Apr 2021',
    ]);
    expect(ticks('1900-01-31', '2100-04-30', 3).length).toBeLessThanOrEqual(10);
  });
});

/** Contrast of two colours by WCAG 2.2: (L₁ + 0.05) / (L₂ + 0.05) of their relative luminances. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, bl] = [1, 3, 5].map((i) => {
      const c = parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * bl!;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('The colours', () => {
  const [light, dark] = colours.split('@media').map((css) => new Map(numbersOf(css)));
  function numbersOf(css: string): [string, string][] {
    return [...css.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1]!, m[2]!]);
  }

  test.each([
    ['light', light!],
    ['dark', dark!],
  ])('of text have a contrast of at least 4.5 on the %s background', (_name, palette) => {
    for (const text of ['ink', 'muted', 'bullish', 'consolidation', 'bearish']) {
      for (const ground of ['paper', ...(text === 'ink' ? ['notice', 'bullish-wash', 'bearish-wash'] : [])]) {
        expect({ text, ground, enough: contrast(palette.get(text)!, palette.get(ground)!) >= 4.5 }).toEqual({
          text,
          ground,
          enough: true,
        });
      }
    }
  });
});

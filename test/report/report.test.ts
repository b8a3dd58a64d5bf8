import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { renderReport } from '../../src/report/html.ts';
import { buildReportModel, type ReportInput } from '../../src/report/model.ts';
import { decision, input } from './march-2020.ts';
import { STATES, whatIf, withDecision } from './states.ts';

const render = (of: ReportInput): string => renderReport(buildReportModel(of));
describe.each(Object.entries(STATES))('A report of %s', (_name, state) => {
  const page = render(state);

  test('says nothing that is not a number or a word', () => {
    const text = page.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ');
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|\bnull\b/);
    expect(page).not.toMatch(/="[^"]*(NaN|undefined|Infinity)[^"]*"/);
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/);
    expect(page).not.toMatch(/\s(on\w+|style|src|srcdoc)=/);
    expect(page).not.toMatch(/https?:|@import|url\((?!#)/);
    expect(page.match(/href="[^"]*"/g)!.every((h) => h.startsWith('href="#'))).toBe(true);
  });

  test('allows by its content policy the style sheet it has, and nothing else', () => {
    const css = /<style>(.*?)<\/style>/s.exec(page)![1]!;
    const hash = createHash('sha256').update(css).digest('base64');
    expect(page).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
  });

  test('can be heard: one h1, headings that skip no level, named charts, scoped table heads, ids used once', () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map((m) => Number(m[1]));
    expect(levels.filter((l) => l === 1)).toHaveLength(1);
    levels.slice(1).forEach((l, i) => expect(l - levels[i]!).toBeLessThanOrEqual(1));
    expect(page.match(/<th\b[^>]*>/g)!.every((th) => /scope="(col|row)"/.test(th))).toBe(true);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, named] of page.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const id of named!.split(' ')) expect(ids).toContain(id);
    }
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    expect(page.match(/<svg\b[^>]*>/g)!.every((svg) => /role="img"|aria-hidden="true"/.test(svg))).toBe(true);
  });

  test('closes every element it opens', () => {
    const open: string[] = [];
    for (const [, close, tag, empty] of page.matchAll(/<(\/?)([a-z][a-zA-Z0-9]*)\b[^>]*?(\/?)>/g)) {
      if (empty || tag === 'meta') continue;
      if (close) expect(open.pop()).toBe(tag);
      else open.push(tag!);
    }
    expect(open).toEqual([]);
  });

  test('is the same bytes when it is made again', () => {
    expect(render(state)).toBe(page);
  });
});

describe('The report', () => {
  const page = render(input);
  const text = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/[\s\u00a0]+/g, ' ');

  test('puts the call, its reasons and what would change it on the decision page', () => {
    const [, body] = page.split('<section id="decision"');
    const first = text(body!.split('<section id="history"')[0]!);
    expect(first).toContain('Regime and allocation, 31 Mar 2020');
    expect(first).toContain('Bearish');
    expect(first).toContain('S has fallen by 0.14, from −0.25 to −0.40.');
    expect(first).toContain(
      'Labels from scores of this size agreed with the later-dated phase, bear or not, in 79 % of 100 months (95 % interval 70 to 86 %).',
    );
    expect(first).toContain('From bearish to consolidation, S would have to rise by 0.35, to −0.05.');
    expect(first).toContain('Nifty 50 close at 11,802.68 (+37.3 %, from 8,597.75)');
    expect(first).toContain('₹ 55.56 crore');
    expect(first).toContain('Sign-off');
  });

  test('says nothing of how such calls fared where too few are dated', () => {
    const { confidence } = decision.regime;
    const early = { ...decision.regime, confidence: { ...confidence!, calibrated: null } };
    expect(text(render(withDecision({ regime: early })))).not.toContain('later-dated phase, bear or not');
  });

  test('marks a simulated market on the screen, in the title and on every printed page', () => {
    const simulated = render(withDecision({ simulated: true }));
    expect(simulated).toMatch(/<title>[^<]*SIMULATED/);
    expect(simulated).toMatch(/<p class="simulated">/);
    expect(simulated).toMatch(/@bottom-left \{ content: "SIMULATED/);
    expect(page).not.toContain('SIMULATED');
  });

  test('shows the model’s own label beside an override, with author, reason and end', () => {
    const overridden = text(render(STATES['an override']!));
    expect(overridden).toContain('By override. The model’s own label: Bearish.');
    expect(overridden).toContain('A. Member set the label to consolidation from 01 Mar 2020 to 31 May 2020.');
    expect(overridden).toContain('The committee waits for the April data.');
  });

  test('marks index histories that are the vendor’s own back-test', () => {
    expect(text(page)).toMatch(/INDEX OF MOMENTUM, total return ‡/);
    expect(text(page)).toMatch(/INDEX OF QUALITY, total return †/);
  });

  test('keeps text from data as text, wherever data has text', () => {
    const saying = (say: (i: number) => string): string => {
      let n = 0;
      const next = () => say(n++);
      return render({
        ...input,
        whatIf: { ...whatIf, set: [{ kind: 'rule', path: next(), from: next(), to: next() }] },
        decision: {
          ...decision,
          signals: decision.signals.map((s) => ({
            ...s,
            title: next(),
            reason: next(),
            features: s.features.map((f) => ({ ...f, name: next(), unit: next() })),
          })),
          regime: {
            ...decision.regime,
            alerts: [{ code: 'crisis', message: next() }],
            breaks: [{ series: next(), on: '2021-03-31', factor: 1, reason: next() }],
            confidence: { level: 'low', agreement: 0, calibrated: null, basis: next() },
            override: {
              regime: 'bullish',
              from: '2020-03-01',
              expires: '2020-05-31',
              reason: next(),
              author: next(),
            },
          },
          allocation: {
            ...decision.allocation,
            before: { kind: 'portfolio', file: next(), sha256: next(), value: 1 },
            binding: [next()],
            sleeves: decision.allocation.sleeves.map((s) => ({
              ...s,
              instrument: s.instrument && { ...s.instrument, indexName: next() },
            })),
          },
          vintage: decision.vintage.map((v) => ({
            ...v,
            series: next(),
            files: [{ name: next(), sha256: next() }],
          })),
          manifest: { ...decision.manifest, rulebook: next() },
          problems: [{ severity: 'error', code: next(), about: next(), message: next(), remedy: next() }],
        },
      });
    };
    /** All tags with all their attributes: what a browser builds, without what it shows. */
    const tags = (html: string) => html.match(/<[^>]*>/g);
    const harmless = tags(saying((i) => `word${i}`));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(
            '<script>alert(1)</script>',
            '"><svg onload=alert(1)>',
            '</style></title>',
            '\u202e"\'&<',
          ),
          fc.string({ unit: 'binary', maxLength: 30 }),
        ),
        (text) => expect(tags(saying((i) => `${text}${i}`))).toEqual(harmless),
      ),
      { numRuns: 25 },
    );
  });
});

import { renderPerformance } from '../../../src/report/performance/page.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';
import { pageOf } from './performance.fixture.ts';

describe.each([
  ['three months', pageOf(64, 'Fund')],
  [
    'five years with a loss of 60 %',
    pageOf(1300, 'A fund whose name has sixty letters so that nothing may overflow', true),
  ],
])('the tear sheet of %s', (_, page) => {
  mustStandAsAPage(() => renderPerformance(page));
});

test('the tear sheet keeps text from files as text', () => {
  const page = pageOf(64, 'Fund');
  mustKeepTextAsText((say) =>
    renderPerformance({
      ...page,
      sheet: { ...page.sheet, name: say(), benchmark: say(), riskFree: say() },
      sources: [say()],
    }),
  );
});

test('the tear sheet prints a loss with its sign and every convention', () => {
  const page = pageOf(1300, 'Fund', true);
  const text = words(renderPerformance(page));
  const deepest = page.sheet.figures.find((f) => f.id === 'maximum-drawdown')!.own!;
  expect(text).toContain(`−${(-100 * deepest).toFixed(2)} %`);
  for (const f of page.sheet.figures) expect(text).toContain(f.name.replace(/’/g, '’'));
});

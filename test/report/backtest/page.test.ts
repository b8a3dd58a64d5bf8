import { studyOf } from '../../../src/backtest/study.ts';
import { renderBacktest } from '../../../src/report/backtest/page.ts';
import { runOf } from '../../backtest/run.fixture.ts';
import { mustKeepTextAsText, mustStandAsAPage, words } from '../page-checks.ts';

const LONG = 'whose name has sixty letters so that nothing on a page may overflow';
const rendering = (...shape: Parameters<typeof runOf>): (() => string) => {
  const run = runOf(...shape);
  const study = studyOf(run, { draws: 200 });
  return () => renderBacktest(run, study);
};

describe('the page of a back-test of three months', () => {
  const render = rendering({ months: 3 });
  mustStandAsAPage(render);

  test('gives no interval and says why', () => {
    expect(words(render())).toContain('The record has 3 months; below 36 no interval and no test is given.');
  });
});

describe('the page of twenty years with a loss of 60 %, a falling benchmark and long names', () => {
  const render = rendering({ months: 240, hasCrash: true, drift: -0.0002, name: LONG });
  const page = render();
  mustStandAsAPage(render);

  test('opens with what it is, and with a verdict and its interval', () => {
    const text = words(page);
    const first = text.slice(0, text.indexOf('Against doing something else'));
    expect(first).toContain('Hypothetical.');
    expect(first).toContain('240 of 240 months are in-sample');
    expect(first).toMatch(/95 % interval [+−]\d+\.\d\d to [+−]\d+\.\d\d a year, 240 months/);
  });

  test('never says that it beats what its interval does not exclude', () => {
    for (const sentence of words(page).match(/Against [^.]*\.[^.]*\.[^.]*\./g) ?? [])
      if (/holds zero/.test(sentence)) expect(sentence).not.toMatch(/beats/);
  });
});

test('the page of a back-test keeps text as text', () => {
  const run = runOf({ months: 3 });
  const study = studyOf(run, { draws: 100 });
  mustKeepTextAsText((say) =>
    renderBacktest(
      {
        ...run,
        alternatives: run.alternatives.map((a) => ({ ...a, title: say() })),
        sensitivity: run.sensitivity.map((s) => ({ ...s, title: say() })),
        provenance: { ...run.provenance, notes: [say()] },
      },
      { ...study, inference: { ...study.inference, verdict: [say()] } },
    ),
  );
});

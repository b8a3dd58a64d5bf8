import { buildRiskModelFromStore } from '../../../decision/stocks/build-risk-model.ts';
import { type Day, displayDay, iso } from '../../../market/day.ts';
import { UserError } from '../../../market/problem.ts';
import { emptyModelProblem } from '../../../risk/build/empty-model.ts';
import { type Io, json } from '../../shared/io.ts';
import { runLongTask } from '../../shared/long-task.ts';
import { readRuleBook } from '../../shared/options.ts';
import { withStore } from '../../shared/with-store.ts';
import { problemText } from '../../text/layout/problem.ts';
import type { RiskOptions } from './options.ts';

/** `trrm risk build` and `trrm risk extend`. */
export async function runRiskBuild(
  options: RiskOptions & { readonly to?: Day },
  how: 'build' | 'extend',
  io: Io,
): Promise<void> {
  const { risk: rules } = await readRuleBook(options.rulebook);
  const { model: folder } = options;
  const to = options.to ?? io.today();
  const { store, added, problems } = await withStore(
    options,
    { purpose: `trrm risk ${how}`, mode: 'existing' },
    (open) =>
      runLongTask(io, options.quiet, (task) =>
        buildRiskModelFromStore(open, { folder, rules, how, to, ...task }),
      ),
  );
  const [first, last] = [store.sessions[0], store.sessions.at(-1)].map((s) => s?.day ?? null);
  const issuers = store.issuers.length;
  const sessions = store.sessions.length;
  const { simulated } = store;
  if (options.json) {
    const period = { first: first && iso(first), last: last && iso(last) };
    io.out(json({ model: folder, simulated, issuers, sessions, added, ...period, problems }));
  } else {
    const period = first && last ? `, ${displayDay(first)} to ${displayDay(last)}` : '';
    io.out(
      `${folder}: ${issuers} ${issuers === 1 ? 'issuer' : 'issuers'}, ${sessions} sessions${period}; ${added} built now\n${problems.map((p) => `${problemText(p)}\n`).join('')}`,
    );
  }
  // An empty model can be extended once there is more data, but it cannot be used yet.
  const empty = emptyModelProblem(folder, store);
  if (empty) throw new UserError([empty]);
}

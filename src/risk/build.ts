import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import type { DaySlice, Issuer } from './day-slice.ts';
import { advanceRiskModel, newRiskModel, riskRoom } from './model.ts';
import { readState, type RiskRecord, writeRecord } from './record.ts';
import type { RiskRules } from './risk-rules.ts';
import { sessionOf } from './session-block.ts';

export interface BuildInput {
  readonly folder: string;
  readonly issuers: readonly Issuer[];
  /** Sessions in order; those up to the record's last are passed over by an extension. */
  readonly slices: AsyncIterable<DaySlice>;
  readonly rules: RiskRules;
  readonly simulated: boolean;
  readonly throughImport: number;
  /** The record to extend, which must be of these issuers and rules (see `canExtend`); null to build anew. */
  readonly before: RiskRecord | null;
  readonly progress: (day: Day, sessions: number) => void;
  readonly signal?: AbortSignal;
}

export interface Built {
  readonly record: RiskRecord;
  readonly added: number;
  readonly problems: readonly Problem[];
}

/**
 * Whether a record can be added to. Other rules, or a company that was not there, change the past too (columns,
 * coverage, the estimation universe), so the model is then built anew.
 */
export const canExtend = (
  record: RiskRecord,
  { issuers, rules, simulated }: Pick<BuildInput, 'issuers' | 'rules' | 'simulated'>,
): boolean =>
  isDeepStrictEqual(
    [record.simulated, record.rules, record.issuers],
    JSON.parse(JSON.stringify([simulated, rules, issuers])),
  );

/** How many problems of one kind are told; the rest are counted. */
const TOLD = 3;

/** Builds a model from sessions, or extends one: the same arithmetic, so the same bits. Can be stopped between sessions. */
export async function buildRiskModel(input: BuildInput): Promise<Built> {
  const { folder, before, issuers, rules } = input;
  const model = before ? readState(folder, before) : newRiskModel(issuers, rules);
  const room = riskRoom(issuers.length);
  const after = before?.sessions.at(-1)?.day ?? -Infinity;
  const writer = writeRecord(folder, { simulated: input.simulated, rules, issuers, before });
  const problems: Problem[] = [];
  let added = 0;
  try {
    for await (const slice of input.slices) {
      input.signal?.throwIfAborted();
      if (slice.day <= after) continue;
      const day = advanceRiskModel(model, slice, room);
      writer.add(sessionOf(day));
      added++;
      problems.push(...day.exposures.problems, ...(day.regression?.problem ? [day.regression.problem] : []));
      input.progress(slice.day, added);
    }
    return { record: writer.commit(model, input.throughImport), added, problems: told(problems) };
  } finally {
    writer.close();
  }
}

function told(problems: readonly Problem[]): Problem[] {
  const byCode = groupByCode(problems);
  return [...byCode].flatMap(([code, all]): Problem[] => {
    const rest = all.length - TOLD;
    if (rest <= 0) return all;
    const more = `${rest} more of the same kind, ${code}, are not listed.`;
    return [
      ...all.slice(0, TOLD),
      { ...all[0]!, severity: 'note', about: 'risk', message: more, remedy: '' },
    ];
  });
}

function groupByCode(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) groups.set(problem.code, [...(groups.get(problem.code) ?? []), problem]);
  return groups;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../decision/document/canonical-json.ts';
import { isFolderLock, takeFolderLock } from '../market/store/lock.ts';
import type { Lock } from '../market/store/lock-owner.ts';
import { makeFolder } from '../market/files/make-folder.ts';
import { replaceFile } from '../market/files/replace-file.ts';
import { type UserError, userError } from '../market/problem.ts';
import { type StatusFolder, statusFolder } from '../queue/status/status-folder.ts';
import { ruleBook } from '../rulebook/rule-book.ts';
import { sweepPlan } from './plan/sweep-plan.ts';
import { SWEEP_STATUS, type SweepStatus } from './sweep-status.ts';
import type { SweepDefinition } from './trials/plan-trials.ts';
import { sweepId } from './chunks/chunk.ts';
import { partName } from './chunks/run-chunk.ts';

/** A chunk that could not be run. */
export interface FailedChunk {
  readonly chunk: string;
  /** The trials of it, as ranges of their numbers. */
  readonly trials: string;
  readonly reason: string;
  readonly stack: string | null;
}

/** The folder of a sweep: its definition, parts, failures, and in the end its results. */
export interface SweepFolder {
  readonly folder: string;
  readonly parts: string;
  /** The merged results. */
  readonly trials: string;
  readonly partOf: (chunk: string) => string;
  readonly hasPart: (chunk: string) => boolean;
  /** Its status and failures, and whether it is asked to stop. */
  readonly status: StatusFolder<SweepStatus, FailedChunk>;
  /** How its trials are cut into chunks, each as ranges of their numbers; null before they are, or where it cannot be read. */
  readonly cut: () => string[] | null;
  readonly writeCut: (ranges: readonly string[]) => void;
}

const DEFINITION = 'sweep.json';
const SCHEMA = 'trrm-sweep-definition/1';
const CUT = 'chunks.json';
const CUT_SCHEMA = 'trrm-sweep-chunks/1';
const cutSchema = z.strictObject({ schema: z.literal(CUT_SCHEMA), chunks: z.array(z.string()) });

export function sweepFolder(folder: string): SweepFolder {
  const at = (name: string): string => join(folder, name);
  const parts = at('parts');
  return {
    folder,
    parts,
    trials: at('trials.parquet'),
    partOf: (chunk) => join(parts, partName(chunk)),
    hasPart: (chunk) => existsSync(join(parts, partName(chunk))),
    status: statusFolder(folder, SWEEP_STATUS),
    cut: () => readCut(at(CUT)),
    writeCut: (ranges) => replaceFile(at(CUT), canonicalJson({ schema: CUT_SCHEMA, chunks: ranges })),
  };
}

function readCut(file: string): string[] | null {
  if (!existsSync(file)) return null;
  try {
    return cutSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).chunks;
  } catch {
    return null;
  }
}

/** The definition of a sweep as its folder and its workers have it. */
export const definitionText = (definition: SweepDefinition): string =>
  canonicalJson({ schema: SCHEMA, ...definition, engine: { ...definition.engine } });

/** Parses a definition; null where it is not one, or not that of the sweep named. */
export function parseDefinition(text: string, id: string | null): SweepDefinition | null {
  try {
    const { schema, plan, book, snapshot, engine } = JSON.parse(text) as Record<string, unknown>;
    const definition = {
      plan: sweepPlan.parse(plan),
      book: ruleBook.parse(book),
      snapshot,
      engine,
    } as SweepDefinition;
    return schema === SCHEMA && (id === null || sweepId(definition) === id) ? definition : null;
  } catch {
    return null;
  }
}

/** The definition in a sweep's folder. @throws UserError where the folder has none. */
export function readDefinition(folder: string): SweepDefinition {
  const file = join(folder, DEFINITION);
  const found = existsSync(file) ? parseDefinition(readFileSync(file, 'utf8'), null) : null;
  if (found) return found;
  throw notASweep(folder);
}

/** What a folder without a sweep is refused with. */
export const notASweep = (folder: string): UserError =>
  userError('no-sweep', folder, 'is not the folder of a sweep.', 'Name the --out folder of `trrm sweep`.');

/** A folder that this process alone runs a sweep in. */
export interface OwnedSweepFolder extends SweepFolder, Lock {
  /** Makes it the folder of this sweep: before, a plan without a valid rule book leaves nothing in it. */
  readonly begin: () => void;
}

/**
 * Opens the folder of a sweep to run in it; nobody else can until `release`, or until this process ends.
 *
 * @throws UserError where another process runs in it, it holds another sweep, or this one and `resume` is not set.
 */
export function openSweepFolder(
  folder: string,
  definition: SweepDefinition,
  resume: boolean,
): OwnedSweepFolder {
  refuseOther(folder, definition);
  makeFolder(folder);
  const lock = takeFolderLock(folder, 'trrm sweep');
  try {
    // Again: another process may have been faster.
    const isThere = refuseOther(folder, definition);
    if (isThere && !resume)
      throw userError(
        'sweep-exists',
        folder,
        'holds this sweep already.',
        'Continue it with --resume, or read it with `trrm sweep report`.',
      );
    const opened = sweepFolder(folder);
    return {
      ...opened,
      begin: () => {
        makeFolder(opened.parts);
        replaceFile(join(folder, DEFINITION), definitionText(definition));
        opened.status.clearStop();
      },
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Refuses a folder with something else in it. @returns whether this sweep is there. */
function refuseOther(folder: string, definition: SweepDefinition): boolean {
  if (existsSync(join(folder, DEFINITION))) {
    if (sweepId(readDefinition(folder)) === sweepId(definition)) return true;
    throw userError(
      'other-sweep',
      folder,
      'holds another sweep: its plan, rule book, snapshot or program is not this one.',
      'Name another folder with --out.',
    );
  }
  const others = existsSync(folder)
    ? readdirSync(folder).filter((name) => name !== 'parts' && !isFolderLock(name))
    : [];
  if (others.length === 0) return false;
  throw userError('not-empty', folder, 'is not empty.', 'Name a new folder with --out.');
}

import { type Source, type SourceInput, sourceSchema } from '../source.ts';
import { ARCHIVE_SOURCES } from './archive.ts';
import { GUARDED_SOURCES } from './guarded.ts';
import { MANUAL_SOURCES } from './manual.ts';
import { OPEN_SOURCES } from './open.ts';

const WRITTEN: readonly SourceInput[] = [
  ...OPEN_SOURCES,
  ...ARCHIVE_SOURCES,
  ...GUARDED_SOURCES,
  ...MANUAL_SOURCES,
];

/** The sources that TRRM knows, as they are written, by id. */
export const builtInSources = (): ReadonlyMap<string, SourceInput> =>
  new Map(WRITTEN.map((source) => [source.id, source]));

/** The same with all defaults filled in. */
export const allSources = (): readonly Source[] => WRITTEN.map((source) => sourceSchema.parse(source));

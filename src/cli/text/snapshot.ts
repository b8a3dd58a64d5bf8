import { grouped } from '../../format/numbers.ts';
import { day, displayDay } from '../../market/day.ts';
import type { MadeSnapshot } from '../../snapshot/make-snapshot.ts';
import { simulatedMark } from './layout/simulated-mark.ts';
import { table } from './layout/table.ts';

/** A snapshot's id, place and files. */
export function snapshotText({ id, folder, manifest }: MadeSnapshot): string {
  const { engine, vintage, day: known, simulated, files } = manifest;
  return `${simulatedMark(simulated)}Snapshot ${id}
Known by ${displayDay(day(known))}, from import ${vintage}, by trrm ${engine.version}.
${folder}

${table(
  ['File', 'Rows', 'Bytes'],
  files.map(({ name, rows, bytes }) => [name, grouped(rows, 0), grouped(bytes, 0)]),
  [1, 2],
)}
`;
}

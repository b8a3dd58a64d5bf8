import type { Leaf } from './pointer.ts';

/** How a figure is written for readers. Values themselves are always those of the document. */
export type Unit =
  'score' | 'fraction' | 'percent' | 'rupees' | 'count' | 'deviations' | 'number' | 'day' | 'words';

/**
 * Where a value comes from. `formula`: arithmetic on the inputs. `stage`: the result of a stage of the run, such as an
 * optimisation, on the inputs and rows named. `copy`: the same figure as its input. `parameter`: from the rule book. `row`:
 * as a file has it. `text`: a sentence written from figures. `name`: tells which entry this is. `fact`: of the run itself.
 */
export type Origin = 'formula' | 'stage' | 'copy' | 'parameter' | 'row' | 'text' | 'name' | 'fact';

/** A parameter of the rule book that a figure depends on. */
export interface ParameterUsed {
  readonly path: string;
  readonly value: Leaf | Readonly<Record<string, unknown>> | undefined;
}

/** A file in which rows are, by name and content. */
export interface EvidenceFile {
  readonly name: string;
  readonly sha256: string;
}

/** Rows that a figure rests on: one with its line, or many of one series with their files. */
export type Evidence =
  | {
      readonly kind: 'row';
      readonly series: string;
      /** ISO day that the row describes. */
      readonly day: string;
      readonly value: number;
      readonly file: string;
      readonly line: number;
      readonly sha256: string;
    }
  | {
      readonly kind: 'rows';
      readonly series: string;
      readonly first: string;
      readonly last: string;
      readonly rows: number;
      readonly files: readonly EvidenceFile[];
    }
  | {
      readonly kind: 'line';
      readonly file: string;
      readonly line: number;
      readonly sha256: string;
      readonly text: string;
    };

/** A figure, how it comes about, and what it rests on: a tree down to rows of files, parameters and facts. */
export interface Explanation {
  readonly pointer: string;
  readonly value: Leaf;
  readonly unit: Unit;
  readonly origin: Origin;
  /** The formula in words: a sentence. */
  readonly words: string;
  /** The same in symbols; null where words say all. */
  readonly symbols: string | null;
  readonly parameters: readonly ParameterUsed[];
  readonly rows: readonly Evidence[];
  readonly inputs: readonly Explanation[];
  /** Inputs of this figure that were left out because the tree was cut; 0 if none. */
  readonly inputsLeftOut: number;
}

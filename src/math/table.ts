/** A table of numbers, an observation a row: column c of row t at t·width + c. */
export interface Table {
  readonly width: number;
  readonly values: Float64Array;
}

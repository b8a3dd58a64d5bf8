/** A row-major table with one observation per row: column c of row t is at t·width + c. */
export interface Table {
  readonly width: number;
  readonly values: Float64Array;
}

/** Something that a committee must see beside the label; it never changes the label by itself. */
export interface Alert {
  readonly code: string;
  readonly message: string;
}

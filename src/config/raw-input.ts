/** A value as the user typed it, with the name to use when something is wrong with it: `--fail-on` or `input fail-on`. */
export interface RawInput {
  readonly value: string;
  readonly from: string;
}

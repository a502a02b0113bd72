/** Where text for people goes. */
export interface Screen {
  /** Whether it is a terminal that can redraw. */
  readonly live: boolean;
  /** Columns, at least 40; 80 where unknown. */
  readonly columns: number;
  readonly colour: boolean;
  /** Replaces what the last `draw` showed. Does nothing on a screen that is not live. */
  draw(lines: readonly string[]): void;
  /** Appends lines for good; text is already safe for this screen. */
  print(text: string): void;
}

/** What a person reads while it runs. Implementations make every text printable, so that none becomes a workflow command or an escape. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  /** Shown only when the user asked for details. */
  debug(message: string): void;
}

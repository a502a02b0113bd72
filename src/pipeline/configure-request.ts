import type { RawInput } from '../config/raw-input.ts';
import type { FilePath } from '../model/path.ts';

/** What decides the settings, before anything was read. */
export interface ConfigureRequest {
  /** Absolute path of the folder to scan. */
  readonly root: FilePath;
  /** Judges what the next commit would bring, as the index has it, instead of the files on the disk. */
  readonly staged?: boolean;
  /** `--config` or the input `config`: read instead of looking for one, and trusted. */
  readonly configFile: FilePath | undefined;
  /** Whether a configuration that is found in the tree may name programs to run. */
  readonly trust: boolean;
  /** By input name in kebab-case: `profile`, `scanners`, `categories`, `fail-on`, `offline`, `max-parallel`, `timeout`, `sarif-files`, `check-name`. */
  readonly inputs: Readonly<Record<string, RawInput>>;
}

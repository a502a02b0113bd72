import type { Assets } from './assets.ts';
import type { Cache } from './cache.ts';
import type { CiContext } from './ci-context.ts';
import type { Clock } from './clock.ts';
import type { Files } from './files.ts';
import type { Git } from './git.ts';
import type { GitHub } from './github.ts';
import type { Http } from './http.ts';
import type { Logger } from './logger.ts';
import type { Processes } from './processes.ts';
import type { Screen } from './screen.ts';
import type { Tools } from './tools.ts';
import type { Workers } from './workers.ts';

/** Every way in which the program touches the world, wired once in `src/app/`. */
export interface Ports {
  readonly assets: Assets;
  readonly cache: Cache;
  readonly ci: CiContext;
  readonly clock: Clock;
  readonly files: Files;
  readonly git: Git;
  readonly github: GitHub;
  readonly http: Http;
  readonly logger: Logger;
  readonly processes: Processes;
  readonly screen: Screen;
  readonly tools: Tools;
  readonly workers: Workers;
}

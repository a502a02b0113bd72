import type { RunEvent } from '../model/run-event.ts';
import type { Ports } from '../ports/ports.ts';
import { renderEnded, renderLive } from '../reporters/live/live.ts';
import { beginLive, followRun } from '../reporters/live/state.ts';

/** Shows a run while it goes on. */
export interface Display {
  follow(event: RunEvent): void;
  /** Clears what was live; call it before anything else is printed. */
  end(): void;
}

const FRAME_MS = 120;

/** How much of a run is shown: all, only scanners that have something to do (before every commit the others would be noise), or nothing. */
export type Detail = 'all' | 'brief' | 'none';

/** On a live terminal a picture that redraws; elsewhere one line per scanner when it ends. */
export function createDisplay(
  version: string,
  { clock, screen }: Pick<Ports, 'clock' | 'screen'>,
  detail: Detail,
): Display {
  if (detail === 'none') return { follow: () => {}, end: () => {} };
  const began = clock.elapsed();
  let state = beginLive(version);
  const isShown = ({ status }: RunEvent & { kind: 'ended' }) => detail === 'all' || status.state !== 'skipped';
  const draw = (): void => screen.draw(renderLive(state, clock.elapsed() - began, screen.columns, screen.colour));
  const stop = screen.live ? clock.every(FRAME_MS, draw) : () => {};
  return {
    follow(event) {
      state = followRun(state, event, clock.elapsed() - began);
      if (screen.live) draw();
      else if (event.kind === 'ended' && isShown(event)) screen.print(renderEnded(event, state.rows));
    },
    end() {
      stop();
      screen.draw([]);
    },
  };
}

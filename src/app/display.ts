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

/** On a live terminal a picture that redraws; elsewhere one line per scanner when it ends; nothing when `quiet`. */
export function createDisplay(
  version: string,
  { clock, screen }: Pick<Ports, 'clock' | 'screen'>,
  quiet: boolean,
): Display {
  if (quiet) return { follow: () => {}, end: () => {} };
  const began = clock.elapsed();
  let state = beginLive(version);
  const draw = (): void => screen.draw(renderLive(state, clock.elapsed() - began, screen.columns, screen.colour));
  const stop = screen.live ? clock.every(FRAME_MS, draw) : () => {};
  return {
    follow(event) {
      state = followRun(state, event, clock.elapsed() - began);
      if (screen.live) draw();
      else if (event.kind === 'ended') screen.print(renderEnded(event, state.rows));
    },
    end() {
      stop();
      screen.draw([]);
    },
  };
}

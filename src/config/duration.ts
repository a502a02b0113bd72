const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How a duration is written: `90s`, `2m`, `24h`, `7d`; a number alone means seconds. */
export const DURATION_PATTERN = /^\d{1,9}(\.\d{1,3})?[smhd]?$/;

/** `90s`, `2m`, `24h`, `7d` or a number of seconds → milliseconds; `undefined` for anything else. */
export function parseDuration(written: string | number): number | undefined {
  const text = String(written).trim();
  if (!DURATION_PATTERN.test(text)) return undefined;
  const last = text.at(-1);
  const unit = last === 's' || last === 'm' || last === 'h' || last === 'd' ? last : undefined;
  const amount = Number(unit === undefined ? text : text.slice(0, -1));
  return Math.round(amount * UNITS[unit ?? 's']);
}

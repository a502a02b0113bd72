/** `1,234`. */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `512 bytes`, `1.3 MB`: decimal units, as file managers and GitHub show them. */
export function bytes(number: number): string {
  if (number < 1000) return number === 1 ? '1 byte' : `${number} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = number / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** `0.3 s`, `14 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A probability as people say it: `2 %`, `0.4 %`, `under 0.1 %`. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (value > 0 && value < 0.1) return 'under 0.1 %';
  return `${value < 1 && value > 0 ? value.toFixed(1) : Math.round(value)} %`;
}

/** Whole days from the moment `from` until the end of the day `until` (ISO date, UTC); negative once it is over. */
export function daysUntil(until: string, from: string): number {
  return Math.floor((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000);
}

/** `today`, `tomorrow`, `in 9 days`. */
export function inDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${thousands(days)} days`;
}

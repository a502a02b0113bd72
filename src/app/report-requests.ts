import type { Mistake } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { oneValue, type Values } from './options.ts';

/** One report to write: to a file, or to standard output. */
export interface ReportRequest {
  readonly format: string;
  readonly file: string | undefined;
}

/** `--format F` alone is standard output; `--output FILE` takes `--format`'s format, or the one its name ends in; `FORMAT=FILE` says it. */
export function reportRequests(
  values: Values,
  formats: readonly string[],
  mistakes: Mistake[],
): readonly ReportRequest[] {
  const format = oneValue(values['format']);
  if (format !== undefined && !formats.includes(format)) {
    const guess = nearest(format, formats);
    mistakes.push({
      place: '--format',
      problem: `"${format}" is no format${guess ? `: did you mean "${guess}"?` : ''} (${formats.join(', ')})`,
    });
  }
  const outputs = Array.isArray(values['output']) ? values['output'] : [];
  const requests = outputs.map((output) => reportRequest(String(output), format, formats, mistakes));
  const standard = format !== undefined && !requests.some((request) => request.format === format);
  return [...requests, ...(standard ? [{ format, file: undefined }] : [])];
}

function reportRequest(
  output: string,
  format: string | undefined,
  formats: readonly string[],
  mistakes: Mistake[],
): ReportRequest {
  const equals = output.indexOf('=');
  const named = equals > 0 ? output.slice(0, equals) : undefined;
  if (named !== undefined && formats.includes(named)) {
    if (output.length === equals + 1) mistakes.push({ place: '--output', problem: `"${output}" names no file` });
    return { format: named, file: output.slice(equals + 1) };
  }
  const guessed = format ?? formatOfName(output);
  if (guessed === undefined)
    mistakes.push({
      place: '--output',
      problem: `"${output}" does not say its format: write FORMAT=FILE (${formats.join(', ')})`,
    });
  return { format: guessed ?? 'json', file: output };
}

function formatOfName(file: string): string | undefined {
  if (/\.sarif(\.json)?$/i.test(file)) return 'sarif';
  if (/\.json$/i.test(file)) return 'json';
  if (/\.(md|markdown)$/i.test(file)) return 'markdown';
  return /\.txt$/i.test(file) ? 'console' : undefined;
}

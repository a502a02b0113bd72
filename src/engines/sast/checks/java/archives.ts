import type { CheckResult, Lookup, ProgramCheck, ResolvedCall } from '../../language.ts';
import { contains, functionAround } from '../enclosing.ts';

/** Whoever calls one of these beside it looks at the name, or at the path once it is whole. */
const LOOKS =
  /\.(?:startsWith|contains|indexOf|getFileName|relativize|normalize\w*|is\w*(?:Safe|Valid|Inside|Within|Child|SubPath)\w*|validate\w*|sanitize\w*|check\w*)$/;
const ENTRY_NAME =
  /(?:ZipEntry|JarEntry|ArchiveEntry)(?:\(\))?\.getName$|\.(?:getNextEntry|nextElement|getNextJarEntry|getNextTarEntry|getNextZipEntry)\(\)\.getName$/;

/** Paths that are made of a folder and the name of an archive's entry in methods that never look at the name. */
export const zipSlip: ProgramCheck = (_program, lookup) =>
  lookup.calls.flatMap((call): readonly CheckResult[] => {
    const isJoin = call.path === 'java.io.File' || /\.(?:resolve|get|of)$/.test(call.path);
    if (!isJoin || !call.arguments.some(({ value }) => isEntryName(lookup, value)) || isLookedAt(call, lookup))
      return [];
    return [{ span: call, message: 'A name in the archive decides where the file is written' }];
  });

function isEntryName(lookup: Lookup, value: ResolvedCall['callee']): boolean {
  const path = lookup.pathOf(value);
  return path.endsWith('()') && ENTRY_NAME.test(path.slice(0, -2));
}

function isLookedAt(call: ResolvedCall, lookup: Lookup): boolean {
  const around = functionAround(lookup, call);
  return around !== undefined && lookup.calls.some((other) => contains(around, other) && LOOKS.test(other.path));
}

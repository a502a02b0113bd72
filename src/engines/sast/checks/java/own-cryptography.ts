import type { CheckResult, ProgramCheck } from '../../language.ts';

const DIGEST = /^java\.security\.MessageDigest(?:Spi)?$|^MessageDigest$/;

/** Classes that compute a digest of their own. */
export const ownDigest: ProgramCheck = (_program, lookup) =>
  lookup.statements.flatMap((statement): readonly CheckResult[] => {
    if (statement.kind !== 'class') return [];
    const { bases, name = 'This class' } = statement.definition;
    const base = bases.find((each) => DIGEST.test(lookup.pathOf(each)));
    return base === undefined ? [] : [{ span: base, message: `${name} computes a digest of its own` }];
  });

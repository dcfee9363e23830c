/**
 * Who is let in: nobody beyond what is named (`none`), everyone with an AWS account
 * (`authenticated`), or everyone (`anonymous`).
 */
export type ExposureLevel = 'none' | 'authenticated' | 'anonymous';

export interface Exposure {
  readonly level: ExposureLevel;
  readonly read: boolean;
  readonly write: boolean;
  /** What decided, in words: `statement 1 (PublicRead)`, `ACL grant READ to AllUsers`. */
  readonly because: readonly string[];
}

export const NOT_EXPOSED: Exposure = { level: 'none', read: false, write: false, because: [] };

const ORDER: readonly ExposureLevel[] = ['none', 'authenticated', 'anonymous'];

/** The narrower of several: conditions that must all hold. */
export function narrowest(levels: readonly ExposureLevel[]): ExposureLevel {
  return (
    ORDER[Math.min(ORDER.length - 1, ...levels.map((level) => ORDER.indexOf(level)))] ?? 'none'
  );
}

/** The wider of several: alternatives. */
export function widest(levels: readonly ExposureLevel[]): ExposureLevel {
  return ORDER[Math.max(0, ...levels.map((level) => ORDER.indexOf(level)))] ?? 'none';
}

/** Several grants on one bucket: the widest level, and why that one. */
export function combine(exposures: readonly Exposure[]): Exposure {
  const level = widest(exposures.map((exposure) => exposure.level));
  if (level === 'none') return NOT_EXPOSED;
  const deciding = exposures.filter((exposure) => exposure.level === level);
  return {
    level,
    read: deciding.some((exposure) => exposure.read),
    write: deciding.some((exposure) => exposure.write),
    because: deciding.flatMap((exposure) => exposure.because),
  };
}

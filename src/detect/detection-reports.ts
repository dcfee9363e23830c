import type { DetectionHealth } from './create-engine.ts';
import type { About, Detection } from './define.ts';

interface Report extends About, DetectionHealth {
  /** Of a finding that does not say otherwise. */
  readonly severity: number;
  /** Kinds of logs that it reads. */
  readonly logs: readonly string[];
}

/** What each detection says of itself, and how it has fared; health is in the same order. */
export function detectionReports(
  detections: readonly Detection[],
  health: readonly DetectionHealth[],
): Report[] {
  return health.flatMap((fared, index) => {
    const detection = detections[index];
    if (detection === undefined) return [];
    const logs = [...new Set([detection.reads].flat().map((one) => one.log))];
    return [{ ...detection.about, ...fared, severity: detection.severity, logs }];
  });
}

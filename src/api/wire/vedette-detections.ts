import type { WireService } from './shapes.ts';

/** The shapes of what `vedette` says of detections. */
export const detectionShapes: WireService['shapes'] = {
  DescribeFindingTypeRequest: {
    kind: 'structure',
    members: {
      Type: {
        type: 'string',
        wire: 'type',
        in: 'query',
        required: true,
        constraint: { min: 1, max: 200 },
      },
    },
  },
  DescribeFindingTypeResponse: {
    kind: 'structure',
    members: {
      Type: { type: 'string', wire: 'type' },
      Title: { type: 'string', wire: 'title' },
      Description: { type: 'string', wire: 'description' },
      Remediation: { type: 'string', wire: 'remediation' },
      Tactic: { type: 'string', wire: 'tactic' },
      BlindSpots: { type: '#DetectionTexts', wire: 'blindSpots' },
      Logs: { type: '#DetectionTexts', wire: 'logs' },
    },
  },
  ListDetectionsResponse: {
    kind: 'structure',
    members: { Detections: { type: '#Detections', wire: 'detections' } },
  },
  Detections: { kind: 'list', member: '#Detection' },
  Detection: {
    kind: 'structure',
    members: {
      Types: { type: '#DetectionTexts', wire: 'types' },
      Title: { type: 'string', wire: 'title' },
      Logs: { type: '#DetectionTexts', wire: 'logs' },
      Observed: { type: 'number', wire: 'observed' },
      Hits: { type: 'number', wire: 'hits' },
      Failures: { type: 'number', wire: 'failures' },
      LastFailure: { type: 'string', wire: 'lastFailure' },
    },
  },
  DetectionTexts: { kind: 'list', member: 'string' },
};

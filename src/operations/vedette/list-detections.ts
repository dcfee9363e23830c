import { query } from './operation.ts';

/** How each detection has fared since the server was started, for all accounts together. */
export const listDetections = query('ListDetections', async (_input, { services }) => ({
  Detections: services.detections().map((one) => ({
    Types: [...one.types],
    Title: one.title,
    Logs: [...one.logs],
    Observed: one.observed,
    Hits: one.hits,
    Failures: one.failures,
    ...(one.lastFailure !== undefined && { LastFailure: one.lastFailure }),
  })),
}));

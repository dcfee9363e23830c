import { vedetteErrors } from './errors.ts';
import { query } from './operation.ts';

/** What there is to know of a type of finding that this server makes by itself. */
export const describeFindingType = query('DescribeFindingType', async (input, { services }) => {
  const found = services.detections().find(({ types }) => types.includes(input.Type));
  if (found === undefined) throw vedetteErrors.noDetection(input.Type);
  return {
    Type: input.Type,
    Title: found.title,
    Description: found.description,
    Remediation: found.remediation,
    Tactic: found.tactic,
    BlindSpots: [...found.blindSpots],
    Logs: [...found.logs],
  };
});

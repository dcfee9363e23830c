import type { TestedElsewhere } from './coverage-of-files.ts';

const PART = 'Part of operations: tried through the operations that use it.';

/** Files without a test beside them, each with the test that tries it and the reason. */
export const testedElsewhere: readonly TestedElsewhere[] = [
  {
    path: 'src/operations/guardduty/administrator/',
    by: 'src/operations/guardduty/administrator/administrator.test.ts',
    why: PART,
  },
  {
    path: 'src/operations/guardduty/detectors/',
    by: 'src/operations/guardduty/detectors/detectors.test.ts',
    why: PART,
  },
  {
    path: 'src/operations/guardduty/findings/',
    by: 'src/operations/guardduty/findings/findings.test.ts',
    why: PART,
  },
  {
    path: 'src/operations/guardduty/invitations/',
    by: 'src/operations/guardduty/invitations/invitations.test.ts',
    why: PART,
  },
  {
    path: 'src/operations/guardduty/members/',
    by: 'src/operations/guardduty/members/members.test.ts',
    why: PART,
  },
  {
    path: 'src/operations/guardduty/tags/',
    by: 'src/operations/guardduty/tags/tags.test.ts',
    why: PART,
  },
  {
    path: 'src/operations/guardduty/own-detector.ts',
    by: 'src/operations/guardduty/index.test.ts',
    why: 'Every operation that names a detector is tried there with the detector of a stranger.',
  },
];

import type { TestedElsewhere } from './coverage-of-files.ts';

/** Files without a test beside them, each with the test that tries it and the reason. */
export const testedElsewhere: readonly TestedElsewhere[] = [
  {
    path: 'src/detect/define.ts',
    by: 'test/detections.test.ts',
    why: 'it gives a detection its type and hands it back; every detection goes through it',
  },
  {
    path: 'src/operations/define.ts',
    by: 'src/operations/guardduty/index.test.ts',
    why: 'it gives an operation its type; the table of all operations is made with it',
  },
  {
    path: 'src/findings/sample-',
    by: 'src/findings/samples.test.ts',
    why: 'the parts of a sample are looked at in the whole sample, for every finding type',
  },
  {
    path: 'src/pipeline/commit-batch.ts',
    by: 'src/pipeline/create-pipeline.test.ts',
    why: 'a batch is committed by the pipeline, and what counts is what the store holds after it',
  },
  {
    path: 'src/store/sql/',
    by: 'src/store/sqlite.test.ts',
    why: 'the conformance suite is what a store must do, in whatever files it does it',
  },
  {
    path: 'src/store/migrations/',
    by: 'src/store/migrate.test.ts',
    why: 'a migration is tried by running all of them',
  },
  {
    path: 'src/cli/scan-file.ts',
    by: 'src/cli/scan-logs.test.ts',
    why: 'a step of a scan, looked at in what the scan answers',
  },
  {
    path: 'src/cli/scan-summary.ts',
    by: 'src/cli/scan-logs.test.ts',
    why: 'a step of a scan, looked at in what the scan answers',
  },
  {
    path: 'src/ingest/read-object.ts',
    by: 'src/ingest/open-log-files.test.ts',
    why: 'what it reads is looked at where the files are opened',
  },
  {
    path: 'src/normalise/line-form.ts',
    by: 'src/normalise/read-cloud-trail.test.ts',
    why: 'a step of reading bytes, tried with whole files in every form',
  },
  {
    path: 'src/normalise/record-head.ts',
    by: 'src/normalise/read-cloud-trail.test.ts',
    why: 'a step of reading bytes, tried with whole files in every form',
  },
  {
    path: 'src/operations/guardduty/administrator/association.ts',
    by: 'src/operations/guardduty/administrator/administrator.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/detectors/frequency-in-force.ts',
    by: 'src/operations/guardduty/detectors/detectors.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/detectors/wanted-settings.ts',
    by: 'src/operations/guardduty/detectors/detectors.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/findings/search.ts',
    by: 'src/operations/guardduty/findings/findings.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/findings/switch-archived.ts',
    by: 'src/operations/guardduty/findings/findings.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/findings/visible-accounts.ts',
    by: 'src/operations/guardduty/findings/findings.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/invitations/describe-invitation.ts',
    by: 'src/operations/guardduty/invitations/invitations.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/invitations/join-administrator.ts',
    by: 'src/operations/guardduty/invitations/invitations.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/invitations/shown-invitations.ts',
    by: 'src/operations/guardduty/invitations/invitations.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/members/change-member.ts',
    by: 'src/operations/guardduty/members/members.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/members/describe-member.ts',
    by: 'src/operations/guardduty/members/members.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/members/switch-monitoring.ts',
    by: 'src/operations/guardduty/members/members.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/tags/tagged-detector.ts',
    by: 'src/operations/guardduty/tags/tags.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/own-detector.ts',
    by: 'src/operations/guardduty/index.test.ts',
    why: 'tried with a foreign id through every operation that names a detector',
  },
];

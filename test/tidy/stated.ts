import type { TestedElsewhere } from './coverage-of-files.ts';
import { stepsOfReading } from './stated-steps-of-reading.ts';

/** Files without a test beside them, each with the test that tries it and the reason. */
export const testedElsewhere: readonly TestedElsewhere[] = [
  ...stepsOfReading,
  {
    path: 'src/authorise/policy/',
    by: 'src/authorise/policy/policy.test.ts',
    why: 'hundreds of cases in JSON go through the parser and every step of the evaluation',
  },
  {
    path: 'src/authorise/resources-of-',
    by: 'src/authorise/request-resources.test.ts',
    why: 'its parts by service, tried in one table of calls and their resources',
  },
  {
    path: 'src/detect/define.ts',
    by: 'test/detections.test.ts',
    why: 'it gives a detection its type and hands it back; every detection goes through it',
  },
  {
    path: 'src/detect/kubernetes-user.ts',
    by: 'src/detect/kubernetes-hit.test.ts',
    why: 'a part of the resource, looked at in the whole hit',
  },
  {
    path: 'src/detect/kubernetes-workload.ts',
    by: 'src/detect/kubernetes-hit.test.ts',
    why: 'a part of the resource, looked at in the whole hit',
  },
  {
    path: 'console/src/api/',
    by: 'test/browser/pages.test.ts',
    why: 'it calls from a browser, and is tried there',
  },
  {
    path: 'console/src/state/',
    by: 'test/browser/pages.test.ts',
    why: 'hooks and contexts of the pages, tried with the pages in a browser',
  },
  {
    path: 'console/src/pages/accounts/invitation-messages.ts',
    by: 'test/browser/members.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/accounts/member-calls.ts',
    by: 'test/browser/members.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/accounts/use-outcome.ts',
    by: 'test/browser/members.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/findings/finding-calls.ts',
    by: 'test/browser/members.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/findings/use-findings.ts',
    by: 'test/browser/members.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/findings/use-finding-type.ts',
    by: 'test/browser/members.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/organization/organization-calls.ts',
    by: 'test/browser/pages.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/lists/list-calls.ts',
    by: 'test/browser/pages.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/stack-sets/stack-set-calls.ts',
    by: 'test/browser/stack-sets.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/pages/settings/use-said.ts',
    by: 'test/browser/pages.test.ts',
    why: 'it calls the API for its page, and is tried with the page in a browser',
  },
  {
    path: 'console/src/shell/keep-focus.ts',
    by: 'test/browser/keyboard.test.ts',
    why: 'where the focus is only a browser can say',
  },
  {
    path: 'console/src/shell/pages.ts',
    by: 'test/browser/pages.test.ts',
    why: 'the list of pages, all of which are opened in a browser',
  },
  {
    path: 'console/src/messages/',
    by: 'console/src/messages/messages.test.ts',
    why: 'all texts in all languages are gone through together',
  },
  {
    path: 'src/cli/audit.ts',
    by: 'src/cli/credentials.test.ts',
    why: 'it needs the same server and the same key as its sister command',
  },
  {
    path: 'src/cli/export-audit.ts',
    by: 'src/cli/credentials.test.ts',
    why: 'what it writes is looked at where the command is run',
  },
  {
    path: 'src/cli/begin-session.ts',
    by: 'src/cli/credentials.test.ts',
    why: 'a step of the command, tried against a whole server',
  },
  {
    path: 'src/cli/session-options.ts',
    by: 'src/cli/credentials.test.ts',
    why: 'what the options mean is looked at where the command is run',
  },
  {
    path: 'src/cli/call-service.ts',
    by: 'src/cli/call-vedette.test.ts',
    why: 'the way of every call of the command line, tried by its first caller',
  },
  {
    path: 'src/stacks/providers/',
    by: 'test/sdk/stack-resources.test.ts',
    why: 'a provider is a way to call operations: it is tried with those of a server',
  },
  {
    path: 'src/stacks/sets/',
    by: 'test/sdk/stack-sets.test.ts',
    why: 'sets of stacks need an organisation with accounts, roles and all',
  },
  {
    path: 'src/stacks/template/',
    by: 'src/stacks/template/template.test.ts',
    why: 'whether a template is right, and what comes of it, is tried on whole templates',
  },
  {
    path: 'src/stacks/',
    by: 'src/stacks/stacks.test.ts',
    why: 'what happens to stacks is tried whole, with an engine over a store',
  },
  {
    path: 'src/domain/stack-item-key.ts',
    by: 'src/store/sqlite.test.ts',
    why: 'where things are found again is what the conformance suite looks at',
  },
  {
    path: 'src/operations/cloudformation/',
    by: 'test/sdk/stacks.test.ts',
    why: 'what an operation begins goes on after it: it is tried with a server whose engine runs',
  },
  {
    path: 'src/s3/invoke-s3.ts',
    by: 'test/sdk/stack-resources.test.ts',
    why: 'only stacks call S3 from inside',
  },
  {
    path: 'src/api/custom-responses.ts',
    by: 'test/sdk/stack-resources.test.ts',
    why: 'the address of an answer is made by the engine and put to over HTTP',
  },
  {
    path: 'src/automation.ts',
    by: 'src/main.test.ts',
    why: 'it puts together what carries every call out, tried by starting a server and calling it',
  },
  {
    path: 'src/composition.ts',
    by: 'src/main.test.ts',
    why: 'the start and the end of the server, tried by starting and ending it',
  },
  {
    path: 'src/audit/s3-events.ts',
    by: 'src/audit/data-events.test.ts',
    why: 'the form of an event, looked at where detection is handed it',
  },
  {
    path: 'src/audit/look-up.ts',
    by: 'src/audit/create-audit.test.ts',
    why: 'what it finds is what the trail has written',
  },
  {
    path: 'src/audit/feed-detection.ts',
    by: 'src/audit/create-audit.test.ts',
    why: 'a step of the trail, whose order and repetition is what matters',
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
    path: 'src/operations/guardduty/filters/own-filter.ts',
    by: 'src/operations/guardduty/filters/filters.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/filters/refuse-settings.ts',
    by: 'src/operations/guardduty/filters/filters.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/refuse-member.ts',
    by: 'src/operations/guardduty/filters/filters.test.ts',
    why: 'tried through the operations that members may not call',
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
    path: 'src/operations/guardduty/lists/list-',
    by: 'src/operations/guardduty/lists/lists.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/coverage/checked-criteria.ts',
    by: 'src/operations/guardduty/coverage/coverage.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/detectors/save-detector.ts',
    by: 'src/operations/guardduty/usage/usage.test.ts',
    why: 'what it keeps besides the detector are free trials, looked at where they are shown',
  },
  {
    path: 'src/operations/guardduty/organization/disable-organization-admin-account.ts',
    by: 'src/operations/guardduty/organization/delegated-administrator.test.ts',
    why: 'the three operations that name an administrator are tried together',
  },
  {
    path: 'src/operations/guardduty/organization/enable-organization-admin-account.ts',
    by: 'src/operations/guardduty/organization/delegated-administrator.test.ts',
    why: 'the three operations that name an administrator are tried together',
  },
  {
    path: 'src/operations/guardduty/organization/list-organization-admin-accounts.ts',
    by: 'src/operations/guardduty/organization/delegated-administrator.test.ts',
    why: 'the three operations that name an administrator are tried together',
  },
  {
    path: 'src/operations/guardduty/organization/own-administration.ts',
    by: 'src/operations/guardduty/organization/delegated-administrator.test.ts',
    why: 'the three operations that name an administrator are tried together',
  },
  {
    path: 'src/operations/guardduty/organization/enrol-account.ts',
    by: 'src/operations/guardduty/organization/organization-members.test.ts',
    why: 'what happens to members of an organisation, tried through the operations',
  },
  {
    path: 'src/operations/guardduty/organization/follow-account.ts',
    by: 'src/operations/guardduty/organization/organization-members.test.ts',
    why: 'what happens to members of an organisation, tried through the operations',
  },
  {
    path: 'src/operations/guardduty/organization/held-by-organization.ts',
    by: 'src/operations/guardduty/organization/organization-members.test.ts',
    why: 'what happens to members of an organisation, tried through the operations',
  },
  {
    path: 'src/operations/guardduty/organization/apply-to-all.ts',
    by: 'src/operations/guardduty/organization/auto-enable.test.ts',
    why: 'steps of the background work, looked at in what becomes of the accounts',
  },
  {
    path: 'src/operations/guardduty/organization/room.ts',
    by: 'src/operations/guardduty/organization/auto-enable.test.ts',
    why: 'steps of the background work, looked at in what becomes of the accounts',
  },
  {
    path: 'src/operations/guardduty/organization/run-auto-enable.ts',
    by: 'src/operations/guardduty/organization/auto-enable.test.ts',
    why: 'steps of the background work, looked at in what becomes of the accounts',
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
    path: 'src/operations/guardduty/tags/tagged-resource.ts',
    by: 'src/operations/guardduty/tags/tags.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/own-detector.ts',
    by: 'src/operations/guardduty/index.test.ts',
    why: 'tried with a foreign id through every operation that names a detector',
  },
  {
    path: 'src/operations/notices.ts',
    by: 'src/operations/health/health.test.ts',
    why: 'what the services that show notices share, tried through both',
  },
  {
    path: 'src/operations/health/',
    by: 'src/operations/health/health.test.ts',
    why: "what its operations share, tried through each of them; AWS's client tries the rest",
  },
  {
    path: 'src/publish/create-exports.ts',
    by: 'test/sdk/export.test.ts',
    why: 'queues that come and go with destinations, looked at in the buckets that they fill',
  },
  {
    path: 'src/publish/export-',
    by: 'test/sdk/export.test.ts',
    why: 'what it writes is read back from the bucket and compared with the API',
  },
  {
    path: 'src/publish/record-exports.ts',
    by: 'test/sdk/export.test.ts',
    why: 'what it queues is looked at where it arrives',
  },
  {
    path: 'src/s3/',
    by: 'test/sdk/s3.test.ts',
    why: 'every operation is sent by AWS’s client, with the policies and keys that it obeys',
  },
  {
    path: 'src/authorise/authorise-held.ts',
    by: 'test/sdk/s3.test.ts',
    why: 'its verdicts are what buckets answer: to their own account, to others, to nobody',
  },
  {
    path: 'src/authorise/request-principal.ts',
    by: 'src/authorise/authorise.test.ts',
    why: 'a step of authorising a call, tried with every kind of principal',
  },
  {
    path: 'src/embedded-s3.ts',
    by: 'test/sdk/s3.test.ts',
    why: 'a part of the composition root: a server is started with it',
  },
  {
    path: 'src/baseline/rules/',
    by: 'src/baseline/baseline.test.ts',
    why: 'each rule has a file that it finds fault with and one that it passes, walked by one test',
  },
  {
    path: 'src/baseline/render/',
    by: 'src/baseline/baseline.test.ts',
    why: 'what is rendered is looked at by every rule, and simulated',
  },
  {
    path: 'src/baseline/verify/',
    by: 'test/sdk/baseline.test.ts',
    why: 'it proves a guard on a real server, one with holes and one without',
  },
  {
    path: 'src/baseline/aws/',
    by: 'test/sdk/baseline-deploy.test.ts',
    why: 'it calls services, and is tried with a server over an organisation',
  },
  {
    path: 'src/baseline/deploy/',
    by: 'test/sdk/baseline-deploy.test.ts',
    why: 'the command deploys over an organisation, and finds nothing left to do',
  },
  {
    path: 'src/baseline/migrate/live-destination.ts',
    by: 'test/outside/baseline-migrate.test.ts',
    why: 'it asks a server, which a migration has',
  },
  {
    path: 'src/baseline/migrate/migrate',
    by: 'test/outside/baseline-migrate.test.ts',
    why: 'findings are raised while it works on a real server, and all of them must arrive',
  },
  {
    path: 'src/cli/aws-options.ts',
    by: 'test/sdk/baseline-deploy.test.ts',
    why: 'options of commands that call, given there',
  },
  {
    path: 'src/cli/run-steps.ts',
    by: 'test/sdk/baseline-deploy.test.ts',
    why: 'plans and steps of a command, seen there as it prints them',
  },
  {
    path: 'src/cli/follow-sample.ts',
    by: 'test/sdk/baseline-deploy.test.ts',
    why: 'a sample is followed from a server to its bucket, by who may read it and who may not',
  },
  {
    path: 'src/fleet/',
    by: 'test/sdk/fleet.test.ts',
    why: 'it calls GuardDuty in many accounts of a real server: killed, finished, repeated, undone',
  },
  {
    path: 'src/cli/fleet',
    by: 'test/sdk/fleet.test.ts',
    why: 'each command is run as the command line runs it, against a real server',
  },
  {
    path: 'src/cli/baseline-',
    by: 'src/cli/baseline.test.ts',
    why: 'its subcommands, each run as the command line runs them',
  },
  {
    path: 'src/operations/lambda/',
    by: 'test/sdk/lambda.test.ts',
    why: 'every operation is sent by AWS’s client and its effect read back through others',
  },
  {
    path: 'src/operations/kms/',
    by: 'test/sdk/kms.test.ts',
    why: 'every operation is sent by AWS’s client and its effect read back through others',
  },
  {
    path: 'src/publish/sinks/',
    by: 'src/publish/sinks/sinks.test.ts',
    why: 'forms and transports are tried together, as servers receive them',
  },
  {
    path: 'src/publish/',
    by: 'src/publish/publishing-store.test.ts',
    why: 'what is recorded is looked at in the queues, whoever writes it',
  },
  {
    path: 'src/store/backup.ts',
    by: 'test/sdk/backup.test.ts',
    why: 'a backup is worth what a server that is started from it knows and can decrypt',
  },
  {
    path: 'src/cli/backup.ts',
    by: 'test/sdk/backup.test.ts',
    why: 'its two commands are how that test backs up and restores',
  },
  {
    path: 'src/cli/sources.ts',
    by: 'test/sdk/sources.test.ts',
    why: 'it shows a running server that watches a source',
  },
  {
    path: 'src/cli/print-rows.ts',
    by: 'test/sdk/events.test.ts',
    why: 'its tables are what the commands about a running server print',
  },
  {
    path: 'src/cli/sinks.ts',
    by: 'test/sdk/events.test.ts',
    why: 'it shows a running server that has sinks and receivers',
  },
  {
    path: 'src/operations/iam/',
    by: 'test/sdk/iam-users.test.ts',
    why: 'what IAM does is read back by its own client; roles and policies have such a test each',
  },
  {
    path: 'src/operations/account/',
    by: 'test/sdk/regions.test.ts',
    why: 'it answers what two clients of AWS compare with each other',
  },
  {
    path: 'src/operations/ec2/',
    by: 'test/sdk/regions.test.ts',
    why: 'it answers what two clients of AWS compare with each other',
  },
  {
    path: 'src/operations/organizations/container.ts',
    by: 'src/operations/organizations/tree/tree.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/organizations/handshakes/',
    by: 'src/operations/organizations/handshakes/handshakes.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/organizations/policies/',
    by: 'src/operations/organizations/policies/policies.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/organizations/tags/tagged-resource.ts',
    by: 'src/operations/organizations/tags/tags.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/organizations/target.ts',
    by: 'src/operations/organizations/policies/policies.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/organizations/tree/unit-shape.ts',
    by: 'src/operations/organizations/tree/tree.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/custom-detection-rules/',
    by: 'src/operations/guardduty/custom-detection-rules/org-configurations.test.ts',
    why: 'operations on configurations, and what all share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/destinations/',
    by: 'src/operations/guardduty/destinations/destinations.test.ts',
    why: 'what its operations share, tried through each of them',
  },
  {
    path: 'src/operations/guardduty/malware/',
    by: 'src/operations/guardduty/malware/malware.test.ts',
    why: 'what its operations share, tried through each of them',
  },
];

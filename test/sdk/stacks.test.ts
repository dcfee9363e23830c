import { GetDetectorCommand, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StacksClient, startStacks } from './stacks-server.ts';
import type { TestAccount, VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let account: TestAccount;
let stacks: StacksClient;
beforeAll(async () => {
  ({ server, account, stacks } = await startStacks());
});
afterAll(() => server.stop());

const DETECTOR = `
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      DataSources:
        S3Logs: {Enable: true}
        Kubernetes: {AuditLogs: {Enable: true}}
Outputs:
  Id: {Value: !Ref Detector}
`;

it('a detector comes, changes and goes with its stack', async () => {
  const made = await stacks.create('detector', DETECTOR);
  expect(await stacks.failures('detector')).toEqual([]);
  expect(made.StackStatus).toBe('CREATE_COMPLETE');
  const { Id: DetectorId } = await stacks.outputs('detector');
  const found = await account.guardduty.send(new GetDetectorCommand({ DetectorId }));
  expect(found.DataSources?.S3Logs?.Status).toBe('ENABLED');
  const changed = DETECTOR.replace('Enable: true', 'Enable: false');
  expect((await stacks.update('detector', changed)).StackStatus).toBe('UPDATE_COMPLETE');
  const after = await account.guardduty.send(new GetDetectorCommand({ DetectorId }));
  expect(after.Status).toBe('DISABLED');
  expect((await stacks.remove('detector')).StackStatus).toBe('DELETE_COMPLETE');
  const { DetectorIds } = await account.guardduty.send(new ListDetectorsCommand({}));
  expect(DetectorIds).toEqual([]);
});

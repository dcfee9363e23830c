import * as cfn from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StacksClient, startStacks } from './stacks-server.ts';
import type { VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let stacks: StacksClient;
beforeAll(async () => {
  ({ server, stacks } = await startStacks());
});
afterAll(() => server.stop());

const detector = (Enable: boolean) =>
  JSON.stringify({
    Resources: { D: { Type: 'AWS::GuardDuty::Detector', Properties: { Enable } } },
  });
const statement = (Effect: string) => ({
  ...{ Effect, Principal: '*', Action: 'Update:*', Resource: '*' },
});
const policy = (effect: string) => JSON.stringify({ Statement: [statement(effect)] });

it('a stack policy keeps a detector as it is, until it is set anew', async () => {
  const StackName = 'kept';
  await stacks.create(StackName, detector(true), { StackPolicyBody: policy('Deny') });
  const shown = await stacks.client.send(new cfn.GetStackPolicyCommand({ StackName }));
  expect(shown.StackPolicyBody).toBe(policy('Deny'));
  expect((await stacks.update(StackName, detector(false))).StackStatus).toBe(
    'UPDATE_ROLLBACK_COMPLETE',
  );
  expect((await stacks.failures(StackName)).join()).toContain('Action denied by stack policy');
  const open = { StackName, StackPolicyBody: policy('Allow') };
  await stacks.client.send(new cfn.SetStackPolicyCommand(open));
  expect((await stacks.update(StackName, detector(false))).StackStatus).toBe('UPDATE_COMPLETE');
});

const HANDLE = '{"Resources": {"H": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}';

it('what is no stack policy is refused', async () => {
  const StackName = 'open';
  await stacks.create(StackName, HANDLE);
  const none = await stacks.client.send(new cfn.GetStackPolicyCommand({ StackName }));
  expect(none.StackPolicyBody).toBeUndefined();
  for (const StackPolicyBody of ['{}', policy('allow')]) {
    const set = new cfn.SetStackPolicyCommand({ StackName, StackPolicyBody });
    await expect(stacks.client.send(set)).rejects.toThrow('Error validating stack policy');
  }
});

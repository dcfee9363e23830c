import * as cfn from '@aws-sdk/client-cloudformation';
import type { Caller } from '../../src/cli/client-options.ts';
import type { VedetteOptions } from '../../src/main.ts';
import { VedetteServer } from './vedette-server.ts';

/** A server of a test's own, with one account that has stacks. */
export async function startStacks(more: Partial<VedetteOptions> = {}) {
  const server = await VedetteServer.start(more);
  const account = await server.account('111122223333');
  return { server, account, stacks: new StacksClient(account.caller) };
}

/** CloudFormation as one account calls it in one Region. */
export class StacksClient {
  readonly client: cfn.CloudFormationClient;
  /** For clients of other services in the same place. */
  readonly settings;

  constructor({ endpoint, credentials }: Caller, region = 'us-east-1') {
    this.settings = { endpoint: endpoint.origin, region, credentials, maxAttempts: 1 };
    this.client = new cfn.CloudFormationClient(this.settings);
  }

  /** Does not wait for what comes of it. */
  async begin(name: string, template: string): Promise<void> {
    const input = { StackName: name, TemplateBody: template };
    await this.client.send(new cfn.CreateStackCommand(input));
  }

  async create(name: string, template: string, more: Partial<cfn.CreateStackCommandInput> = {}) {
    const Capabilities: cfn.Capability[] = ['CAPABILITY_NAMED_IAM'];
    const input = { StackName: name, TemplateBody: template, Capabilities, ...more };
    await this.client.send(new cfn.CreateStackCommand(input));
    return this.settled(name);
  }

  async update(name: string, template: string, more: Partial<cfn.UpdateStackCommandInput> = {}) {
    const Capabilities: cfn.Capability[] = ['CAPABILITY_NAMED_IAM'];
    const input = { StackName: name, TemplateBody: template, Capabilities, ...more };
    await this.client.send(new cfn.UpdateStackCommand(input));
    return this.settled(name);
  }

  /** By its id: a name stands for nothing once the stack is gone. */
  async remove(name: string, more: Partial<cfn.DeleteStackCommandInput> = {}) {
    const { StackId: id = '' } = await this.stack(name);
    await this.client.send(new cfn.DeleteStackCommand({ ...more, StackName: id }));
    return this.settled(id);
  }

  async stack(name: string): Promise<cfn.Stack> {
    const answer = await this.client.send(new cfn.DescribeStacksCommand({ StackName: name }));
    const [stack] = answer.Stacks ?? [];
    if (stack === undefined) throw new Error(`no stack ${name}`);
    return stack;
  }

  /** Asks until nothing is under way. */
  async settled(name: string): Promise<cfn.Stack> {
    for (;;) {
      const stack = await this.stack(name);
      if (!stack.StackStatus?.endsWith('_IN_PROGRESS')) return stack;
    }
  }

  async outputs(name: string): Promise<Record<string, string | undefined>> {
    const { Outputs: outputs = [] } = await this.stack(name);
    return Object.fromEntries(outputs.map((one) => [one.OutputKey ?? '', one.OutputValue]));
  }

  /** Resources that are not as the stack has made them. */
  async drift(name: string): Promise<Record<string, string | undefined>> {
    const input = { StackName: name };
    await this.client.send(new cfn.DetectStackDriftCommand(input));
    const { StackResourceDrifts: all = [] } = await this.client.send(
      new cfn.DescribeStackResourceDriftsCommand(input),
    );
    const apart = all.filter(({ StackResourceDriftStatus: status }) => status !== 'IN_SYNC');
    return Object.fromEntries(
      apart
        .filter(({ StackResourceDriftStatus: status }) => status !== 'NOT_CHECKED')
        .map((one) => [one.LogicalResourceId ?? '', one.StackResourceDriftStatus]),
    );
  }

  /** Whatever its events say besides their status, the first first. */
  async reasons(name: string): Promise<string[]> {
    const input = { StackName: name };
    const { StackEvents: events = [] } = await this.client.send(
      new cfn.DescribeStackEventsCommand(input),
    );
    return events.map((event) => event.ResourceStatusReason ?? '').reverse();
  }

  /** Why things failed, the first first. */
  async failures(name: string): Promise<string[]> {
    const input = { StackName: name };
    const { StackEvents: events = [] } = await this.client.send(
      new cfn.DescribeStackEventsCommand(input),
    );
    return events
      .filter(({ ResourceStatus: status }) => status?.endsWith('_FAILED'))
      .map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`)
      .reverse();
  }
}

import { createHash } from 'node:crypto';
import type { Provider } from './provider.ts';

/** A resource that a function makes, whatever it is. */
export function customProvider(type: string): Provider {
  return {
    type,
    properties: undefined,
    attributes: undefined,
    async create(work) {
      const { physicalId, data } = await work.ask({ requestType: 'Create' });
      return { physicalId, attributes: data };
    },
    async update(work, { physicalId: before, properties: oldProperties }) {
      const event = { requestType: 'Update', physicalId: before, oldProperties } as const;
      const { physicalId, data } = await work.ask(event);
      return { physicalId, attributes: data };
    },
    async delete(work, { physicalId }) {
      await work.ask({ requestType: 'Delete', physicalId });
    },
  };
}

/** Something to refer to that is nothing by itself: an address. */
export const waitConditionHandle: Provider = {
  type: 'AWS::CloudFormation::WaitConditionHandle',
  properties: {},
  attributes: [],
  async create({ stackId, logicalId }) {
    const name = createHash('sha256').update(`${stackId}|${logicalId}`).digest('hex');
    return { physicalId: `https://cloudformation.invalid/wait/${name}` };
  },
  // There is nothing outside of the stack that would have to go.
  delete: async () => undefined,
};

/** What AWS CDK writes into its stacks to be counted by; nothing comes of it, there or here. */
export const cdkMetadata: Provider = {
  type: 'AWS::CDK::Metadata',
  properties: { optional: ['Analytics'] },
  attributes: [],
  create: async ({ physicalName }) => ({ physicalId: physicalName() }),
  update: async (_work, { physicalId }) => ({ physicalId }),
  delete: async () => undefined,
};

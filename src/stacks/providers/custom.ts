import { createHash } from 'node:crypto';
import type { CustomAnswer, Made, Provider } from './provider.ts';

/** A resource that a function makes, whatever it is. */
export function customProvider(type: string): Provider {
  return {
    type,
    properties: undefined,
    attributes: undefined,
    async create(work) {
      return madeBy(await work.ask({ requestType: 'Create' }));
    },
    async update(work, { physicalId: before, properties: oldProperties }) {
      const event = { requestType: 'Update', physicalId: before, oldProperties } as const;
      return madeBy(await work.ask(event));
    },
    async delete(work, { physicalId }) {
      await work.ask({ requestType: 'Delete', physicalId });
    },
  };
}

function madeBy({ physicalId, data, noEcho }: CustomAnswer): Made {
  return { physicalId, attributes: data, ...(noEcho && { noEcho }) };
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

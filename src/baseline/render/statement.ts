/** Of a policy, as JSON has it. */
export type Statement = Readonly<Record<string, unknown>>;

export const policy = (...Statement: readonly Statement[]) => ({
  ...{ Version: '2012-10-17', Statement },
});

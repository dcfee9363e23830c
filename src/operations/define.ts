import type { Operation, OperationContext, Unimplemented } from './context.ts';

/** Input and output by operation name, as the generated `operation-types.ts` files list them. */
export type OperationTypes<T> = { [N in keyof T]: { input: object; output: object } };

/** A service's table: leaving a name out, or inventing one, does not compile. */
export type OperationTable<T extends OperationTypes<T>> = {
  readonly [N in keyof T]: Operation<T[N]['input'], T[N]['output']> | Unimplemented;
};

/** The input of an SDK command, with the members that validation has already insisted on. */
export type Given<Input, Required extends keyof Input> = Omit<Input, Required> & {
  [K in Required]-?: NonNullable<Input[K]>;
};

/** The output of an SDK command without what the client adds. */
export type Answer<Output> = Omit<Output, '$metadata'>;

type Handle<T extends OperationTypes<T>, N extends keyof T> = (
  input: T[N]['input'],
  context: OperationContext,
) => Promise<T[N]['output']>;

type Before<T extends OperationTypes<T>, N extends keyof T> = (
  input: T[N]['input'],
  context: OperationContext,
) => Promise<T[N]['input']>;

/**
 * The two ways to write an operation of a service: `operation` changes state and runs in one
 * transaction; `query` only reads. What an operation must ask of the world first, and may be
 * refused for, goes before its transaction: others must not wait for it.
 */
export function operationsOf<T extends OperationTypes<T>>() {
  const define =
    (writes: boolean) =>
    <N extends keyof T & string>(
      name: N,
      handle: Handle<T, N>,
      before?: Before<T, N>,
    ): Operation<T[N]['input'], T[N]['output']> => ({
      name,
      writes,
      handle,
      ...(before && { before }),
    });
  return { operation: define(true), query: define(false) };
}

export function unimplemented(name: string, reason: string): Unimplemented {
  return { name, reason };
}

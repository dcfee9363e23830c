import { beforeEach, describe, expect, it } from 'vitest';
import type { Stack } from '../../domain/stack.ts';
import { StackWorld, thingsTemplate } from '../testing.ts';

const ALL = { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' };
const denying = (Action: string) =>
  JSON.stringify({
    Statement: [ALL, { ...ALL, Effect: 'Deny', Action, Resource: 'LogicalResourceId/A' }],
  });
const OPEN = JSON.stringify({ Statement: [ALL] });
const TWO = { A: 'Name: a, Value: x', B: 'Name: b' };

describe('an update under a stack policy', () => {
  let world: StackWorld;
  let stack: Stack;
  const begin = async (policy: string) => {
    stack = await world.create('s', thingsTemplate(TWO), { policy });
    world.steps.length = 0;
  };
  beforeEach(async () => {
    world = await StackWorld.open();
  });

  it.each([
    ['Update:Modify', { ...TWO, A: 'Name: a, Value: y' }],
    ['Update:Replace', { ...TWO, A: 'Name: a, Kind: k' }],
    ['Update:Delete', { B: TWO.B }],
  ])('that %s denies changes nothing and says why', async (action, things) => {
    await begin(denying(action));
    const after = await world.update(stack, thingsTemplate(things));
    expect(after).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', template: stack.template });
    expect((await world.reasons(after)).join('\n')).toContain(
      `Action denied by stack policy: Statement [#2] does not allow [${action}] for resource [A]`,
    );
    expect(world.steps.filter((step) => step.endsWith(' a'))).toEqual([]);
    expect(world.values().a).toBe('x');
    const other = await world.update(after, thingsTemplate({ ...TWO, B: 'Name: b, Value: z' }));
    expect(other.status).toBe('UPDATE_COMPLETE');
  });

  it('goes by another policy for once, and by a new one only the next time', async () => {
    await begin(denying('Update:Modify'));
    const changed = thingsTemplate({ ...TWO, A: 'Name: a, Value: y' });
    const refused = await world.update(stack, changed, {}, { policy: OPEN });
    expect(refused).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE', policy: stack.policy });
    const once = await world.update(refused, changed, {}, { policyDuringUpdate: OPEN });
    expect(once).toMatchObject({ status: 'UPDATE_COMPLETE', policy: stack.policy });
    const opened = await world.update(
      once,
      thingsTemplate({ ...TWO, A: 'Name: a, Value: y', C: 'Name: c' }),
      {},
      { policy: OPEN },
    );
    expect(opened).toMatchObject({ status: 'UPDATE_COMPLETE', policy: OPEN });
    const back = await world.update(opened, thingsTemplate(TWO));
    expect(back.status).toBe('UPDATE_COMPLETE');
  });

  it('has none to heed when it is deleted', async () => {
    await begin(denying('Update:*'));
    expect((await world.remove(stack)).status).toBe('DELETE_COMPLETE');
  });
});

import { cloudtrail } from './cloudtrail.ts';
import { guardduty } from './guardduty.ts';
import type { BaselineModule } from './module.ts';

const modules = { guardduty, cloudtrail } as const satisfies Readonly<
  Record<string, BaselineModule>
>;

export type ModuleName = keyof typeof modules;
export const moduleNames = Object.keys(modules) as readonly ModuleName[];

/** GuardDuty always, then the others that are asked for. */
export function modulesOf(asked: readonly ModuleName[] = []): readonly BaselineModule[] {
  return [...new Set<ModuleName>(['guardduty', ...asked])].map((name) => modules[name]);
}

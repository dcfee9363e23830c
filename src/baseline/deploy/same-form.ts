import { progressOf } from '../migrate/migrate-stack.ts';

/**
 * Throws an Error where an update would take one form of the export for the other: the resource
 * cannot be made while the function's destination is there, and the function would adopt a
 * destination that the update then takes away.
 */
export function mustKeepForm(name: string, there: string, wanted: string): void {
  const [before, after] = [progressOf(there), progressOf(wanted)];
  if (before === 'neither' || after === 'neither' || before === after) return;
  if (before === 'native') {
    throw new Error(`The ${name} exports by a resource; a function would end that.`);
  }
  if (after === 'native') {
    throw new Error(`The ${name} exports by a function: "vedette baseline migrate" it first.`);
  }
}

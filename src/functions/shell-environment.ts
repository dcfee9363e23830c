/**
 * Variables as text that a shell reads. They are set by the last shell before the function and for
 * nothing before it: a variable can tell a loader to run the function's own code in any program.
 * `command` lets a shell go on that keeps a name for itself.
 */
export function shellEnvironment(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `command export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join('');
}

/**
 * Compose files and CI systems hand on what nobody has set as empty text: that says nothing, as it
 * does for AWS's own variables. Changes the environment that it is given.
 */
export function dropEmptyVariables(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith('VEDETTE_') && value === '') delete environment[name];
  }
}

/** A service said no, or ended badly; each line says where and why. */
export class StepFailed extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

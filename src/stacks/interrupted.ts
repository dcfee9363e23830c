/** The server ends while something is under way, which goes on at its next start. */
export class Interrupted extends Error {
  constructor() {
    super('the server ends');
    this.name = 'Interrupted';
  }
}

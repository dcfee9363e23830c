/**
 * A refusal that belongs to the contract: the caller sees exactly this.
 * Anything else that is thrown becomes the service's internal error, and its text stays inside.
 */
export class ServiceError extends Error {
  constructor(
    /**
     * The error's shape on the wire (`BadRequestException`, `AccessDenied`): clients branch on it.
     */
    readonly code: string,
    /** HTTP status. */
    readonly status: number,
    message: string,
    /** Further members of the error's body, in wire names. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}

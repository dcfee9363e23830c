/** A paging token that this store did not make, or made for another order. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}

/**
 * The data directory cannot be used; the message is one sentence for whoever started the program.
 */
export class DataDirectoryError extends Error {
  override readonly name: string = 'DataDirectoryError';
}

/** Another process has the data directory, or another store of this process. */
export class DataDirectoryInUse extends DataDirectoryError {
  override readonly name = 'DataDirectoryInUse';
}

/** A later Vedette wrote the database. */
export class DatabaseTooNew extends DataDirectoryError {
  override readonly name = 'DatabaseTooNew';
}

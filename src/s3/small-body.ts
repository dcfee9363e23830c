import { S3_DOCUMENT_BYTES_MAX } from '../limits.ts';
import type { S3Call } from './s3-call.ts';
import { s3Errors } from './s3-error.ts';

/** The whole body of a request that carries a document, checked. */
export async function smallBody({ payload, told }: S3Call): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of payload.chunks) {
    bytes += piece.length;
    if (bytes > S3_DOCUMENT_BYTES_MAX) throw s3Errors.entityTooLarge();
    pieces.push(piece);
  }
  payload.verify();
  told.document = Buffer.concat(pieces).toString('utf8');
  return told.document;
}

import { createHash } from 'node:crypto';
import { readZip, ZipError } from '../../lib/zip.ts';
import { FUNCTION_FILES_MAX, FUNCTION_UNPACKED_BYTES_MAX } from '../../limits.ts';
import { lambdaErrors } from './errors.ts';

/** Members with which code may come; only an archive in the call itself is taken. */
export interface CodeMembers {
  readonly ZipFile?: Uint8Array | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly S3ObjectVersion?: string | undefined;
  readonly ImageUri?: string | undefined;
  readonly SourceKMSKeyArn?: string | undefined;
}

export interface GivenCode {
  readonly archive: Uint8Array;
  readonly codeSha256: string;
  readonly codeBytes: number;
}

/** The archive, looked through. Throws for one that could not be unpacked later. */
export function givenCode(code: CodeMembers): GivenCode {
  const { ZipFile: archive, ...others } = code;
  for (const name of ['S3Bucket', 'S3Key', 'ImageUri', 'SourceKMSKeyArn'] as const) {
    if (others[name] !== undefined) throw lambdaErrors.unsupported(`Code with ${name}`);
  }
  if (archive === undefined) {
    throw lambdaErrors.invalidParameter('Please provide a source for function code.');
  }
  try {
    readZip(archive, { files: FUNCTION_FILES_MAX, bytes: FUNCTION_UNPACKED_BYTES_MAX });
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw lambdaErrors.invalidParameter(`Could not unzip uploaded file: ${error.message}.`);
  }
  return {
    archive,
    codeSha256: createHash('sha256').update(archive).digest('base64'),
    codeBytes: archive.length,
  };
}

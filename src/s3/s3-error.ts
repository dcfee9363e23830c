/** A refusal as S3 words it. `more` are further elements, such as `BucketName`. */
export class S3Error extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly more: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'S3Error';
  }
}

/** Every refusal of the embedded S3. */
export const s3Errors = {
  accessDenied: (message = 'Access Denied') => new S3Error('AccessDenied', 403, message),
  badDigest: () =>
    new S3Error(
      'BadDigest',
      400,
      'The Content-MD5 or checksum value that you specified did not match what the server ' +
        'received.',
    ),
  bucketExists: () =>
    new S3Error(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available. The bucket namespace is shared by all users ' +
        'of the system. Select a different name and try again.',
    ),
  bucketIsYours: () =>
    new S3Error(
      'BucketAlreadyOwnedByYou',
      409,
      'The bucket that you tried to create already exists, and you own it.',
    ),
  bucketNotEmpty: () =>
    new S3Error('BucketNotEmpty', 409, 'The bucket you tried to delete is not empty'),
  contentSha256: () =>
    new S3Error(
      'XAmzContentSHA256Mismatch',
      400,
      `The provided 'x-amz-content-sha256' header does not match what was computed.`,
    ),
  entityTooLarge: () =>
    new S3Error('EntityTooLarge', 400, 'Your proposed upload exceeds the maximum allowed size'),
  entityTooSmall: () =>
    new S3Error(
      'EntityTooSmall',
      400,
      'Your proposed upload is smaller than the minimum allowed size',
    ),
  illegalLocation: () =>
    new S3Error(
      'IllegalLocationConstraintException',
      400,
      'The location constraint is incompatible for the region specific endpoint this request ' +
        'was sent to.',
    ),
  incompleteBody: () =>
    new S3Error(
      'IncompleteBody',
      400,
      'You did not provide the number of bytes specified by the Content-Length HTTP header',
    ),
  invalidArgument: (message: string) => new S3Error('InvalidArgument', 400, message),
  invalidBucketName: (name: string) =>
    new S3Error('InvalidBucketName', 400, 'The specified bucket is not valid.', {
      BucketName: name,
    }),
  invalidDigest: () =>
    new S3Error('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.'),
  invalidPart: () =>
    new S3Error(
      'InvalidPart',
      400,
      'One or more of the specified parts could not be found. The part may not have been ' +
        "uploaded, or the specified entity tag may not match the part's entity tag.",
    ),
  invalidPartOrder: () =>
    new S3Error(
      'InvalidPartOrder',
      400,
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
    ),
  invalidRange: () => new S3Error('InvalidRange', 416, 'The requested range is not satisfiable'),
  invalidRequest: (message: string) => new S3Error('InvalidRequest', 400, message),
  keyTooLong: () => new S3Error('KeyTooLongError', 400, 'Your key is too long'),
  kms: (code: string, message: string) => new S3Error(code, 400, message),
  malformedPolicy: (message: string) => new S3Error('MalformedPolicy', 400, message),
  malformedXml: () =>
    new S3Error(
      'MalformedXML',
      400,
      'The XML you provided was not well-formed or did not validate against our published schema',
    ),
  methodNotAllowed: () =>
    new S3Error(
      'MethodNotAllowed',
      405,
      'The specified method is not allowed against this resource.',
    ),
  noEncryption: () =>
    new S3Error(
      'ServerSideEncryptionConfigurationNotFoundError',
      404,
      'The server side encryption configuration was not found',
    ),
  noPolicy: () => new S3Error('NoSuchBucketPolicy', 404, 'The bucket policy does not exist'),
  noPublicAccessBlock: () =>
    new S3Error(
      'NoSuchPublicAccessBlockConfiguration',
      404,
      'The public access block configuration was not found',
    ),
  noSuchBucket: (name: string) =>
    new S3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: name }),
  noSuchKey: (key: string) =>
    new S3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key }),
  noSuchUpload: () =>
    new S3Error(
      'NoSuchUpload',
      404,
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have ' +
        'been aborted or completed.',
    ),
  noTags: () => new S3Error('NoSuchTagSet', 404, 'The TagSet does not exist'),
  notImplemented: (what: string) =>
    new S3Error('NotImplemented', 501, `${what} is not served by this server.`),
  preconditionFailed: (condition: string) =>
    new S3Error(
      'PreconditionFailed',
      412,
      'At least one of the pre-conditions you specified did not hold',
      { Condition: condition },
    ),
  signature: (code: string, status: number, message: string) => new S3Error(code, status, message),
  wrongRegion: (region: string) =>
    new S3Error(
      'AuthorizationHeaderMalformed',
      400,
      `The authorization header is malformed; the region is wrong; expecting '${region}'`,
      { Region: region },
    ),
} as const;

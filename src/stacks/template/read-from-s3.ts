import { ServiceError } from '../../lib/service-error.ts';
import { TEMPLATE_URL_BYTES_MAX } from '../../limits.ts';
import { invalid } from './invalid.ts';
import { templatePlace } from './template-place.ts';

type GetObject = (input: object) => Promise<Readonly<Record<string, unknown>>>;

/**
 * The text of a template that lies in S3, which here is this server (`own`). Throws
 * ValidationError for other addresses, for what cannot be read, and for what is too long.
 */
export async function readTemplate(url: string, own: string, get: GetObject): Promise<string> {
  const place = templatePlace(url, own);
  if (place === undefined) throw invalid('TemplateURL must be a supported URL.');
  // One byte more than may be tells that there are more.
  const most = TEMPLATE_URL_BYTES_MAX;
  try {
    const input = { Bucket: place.bucket, Key: place.key, Range: `bytes=0-${most}` };
    const { Body: body } = await get(input);
    const text = String(body);
    if (Buffer.byteLength(text) > most) {
      throw invalid(`Template may not exceed ${most} bytes in size.`);
    }
    return text;
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code === 'ValidationError') throw error;
    throw invalid(`S3 error: ${error.message}`);
  }
}

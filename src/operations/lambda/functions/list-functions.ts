import { decodePageToken, encodePageToken } from '../../../domain/page-token.ts';
import { FUNCTIONS_PAGE_MAX } from '../../../limits.ts';
import { configurationShape } from '../configuration-shape.ts';
import { lambdaErrors } from '../errors.ts';
import { query } from '../operation.ts';

/** By name. There are no versions and no replicas: asking for all of them changes nothing. */
export const listFunctions = query('ListFunctions', async (input, context) => {
  const { store, accountId, region } = context;
  const limit = Math.min(input.MaxItems ?? FUNCTIONS_PAGE_MAX, FUNCTIONS_PAGE_MAX);
  const { Marker: marker } = input;
  const after = marker ? decodePageToken('functions', marker) : '';
  if (after === undefined) throw lambdaErrors.invalidParameter('Invalid pagination token');
  const found = await store.functions.list(accountId, region, limit + 1, after);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    Functions: page.map((lambda) => configurationShape(lambda, context)),
    ...(last && { NextMarker: encodePageToken('functions', last.name) }),
  };
});

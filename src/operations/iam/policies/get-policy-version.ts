import { encodeDocument } from '../documents.ts';
import { foundPolicy } from '../found.ts';
import { query } from '../operation.ts';
import { versionShape } from '../shapes.ts';
import { versionOf } from './version-of.ts';

export const getPolicyVersion = query('GetPolicyVersion', async (input, context) => {
  const policy = await foundPolicy(input.PolicyArn, context);
  const version = versionOf(policy, input);
  const Document = encodeDocument(version.document);
  return { PolicyVersion: { ...versionShape(policy, version), Document } };
});

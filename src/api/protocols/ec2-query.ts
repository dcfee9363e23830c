import { escapeXml, writeMembers } from '../codec/xml.ts';
import type { ResolvedService } from '../wire/resolve-service.ts';
import { awsQuery } from './aws-query.ts';
import type { Protocol } from './protocol.ts';

/**
 * EC2's own form of awsQuery: lists without `member` in calls (`RegionName.1`), `item` in answers,
 * no result element, and another frame around an error.
 */
export function ec2Query(service: ResolvedService): Protocol {
  const { xmlNamespace } = service.wire;
  return {
    ...awsQuery(service, 'ec2'),
    answer({ name, output: shape }, output, requestId) {
      const members = shape ? writeMembers(output as Record<string, unknown>, shape, 'item') : '';
      const id = `<requestId>${requestId}</requestId>`;
      const body = `<${name}Response xmlns="${xmlNamespace}">${id}${members}</${name}Response>`;
      return { status: 200, headers: headersOf(requestId), body };
    },
    error({ code, status, message }, requestId) {
      const inner = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
      const errors = `<Errors><Error>${inner}</Error></Errors>`;
      const body = `<Response>${errors}<RequestID>${requestId}</RequestID></Response>`;
      return { status, headers: headersOf(requestId), body };
    },
  };
}

function headersOf(requestId: string): Record<string, string> {
  return { 'Content-Type': 'text/xml;charset=UTF-8', 'x-amzn-RequestId': requestId };
}

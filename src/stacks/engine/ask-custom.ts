import { createHash } from 'node:crypto';
import type { StackResource, StackValue, StackValueMap } from '../../domain/stack.ts';
import { CUSTOM_RESOURCE_SECONDS_MAX } from '../../limits.ts';
import type { CustomAnswer, CustomEvent } from '../providers/provider.ts';
import { invalid } from '../template/invalid.ts';
import { isList, isMap } from '../template/value.ts';
import type { StackRun } from './stack-run.ts';

/** Sends a custom resource's function its event, and waits for what it has to answer. */
export async function askCustom(
  run: StackRun,
  row: StackResource,
  properties: StackValueMap,
  event: CustomEvent,
): Promise<CustomAnswer> {
  const { parts, stack } = run;
  const { accountId, region, stackId } = stack;
  const { logicalId, type } = row;
  const requestId = requestIdOf(stack.operationId, row, event);
  const deadline = parts.clock.now() + timeoutSeconds(properties) * 1000;
  const asked = { requestId, stackId, accountId, region, logicalId, deadline };
  const token = String(properties.ServiceToken ?? '');
  if (!/^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:/.test(token)) {
    throw invalid(`Invalid service token: ${token} is no function that Vedette could ask`);
  }
  const answer = await parts.replies.wait(asked, async (responseUrl) => {
    const payload = {
      ...{ RequestType: event.requestType, ServiceToken: token, ResponseURL: responseUrl },
      ...{ StackId: stackId, RequestId: requestId, LogicalResourceId: logicalId },
      ...(event.physicalId !== undefined && { PhysicalResourceId: event.physicalId }),
      ...{ ResourceType: type, ResourceProperties: asTexts(properties) },
      ...(event.oldProperties && { OldResourceProperties: asTexts(event.oldProperties) }),
    };
    await parts.invoke({
      ...{ principal: await run.principal(), service: 'lambda', operation: 'Invoke', region },
      input: {
        FunctionName: token,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(payload)),
      },
    });
  });
  if (answer === undefined) {
    throw invalid(
      'CloudFormation did not receive a response from your Custom Resource. Please check your ' +
        `logs for requestId [${requestId}].`,
    );
  }
  if (answer.status === 'FAILED') {
    throw invalid(
      'Received response status [FAILED] from custom resource. Message returned: ' +
        `${answer.reason ?? ''} (RequestId: ${requestId})`,
    );
  }
  const physicalId = answer.physicalId ?? event.physicalId;
  if (physicalId === undefined) throw invalid('Invalid PhysicalResourceId');
  return { physicalId, data: answer.data, noEcho: answer.noEcho };
}

/** The same when the same is asked again after a crash: an answer on its way still counts. */
function requestIdOf(operationId: string, row: StackResource, event: CustomEvent): string {
  const about = [operationId, row.logicalId, event.requestType, event.physicalId ?? ''];
  const properties = JSON.stringify(event.oldProperties ?? {});
  const digest = createHash('sha256')
    .update([...about, properties].join('\n'))
    .digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function timeoutSeconds({ ServiceTimeout: asked }: StackValueMap): number {
  if (asked === undefined) return CUSTOM_RESOURCE_SECONDS_MAX;
  const seconds = Number(asked);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= CUSTOM_RESOURCE_SECONDS_MAX) {
    return seconds;
  }
  throw invalid(
    `Invalid ServiceTimeout: ${asked} is not between 1 and ${CUSTOM_RESOURCE_SECONDS_MAX}`,
  );
}

/** Functions get every scalar as text. */
function asTexts(value: StackValue): StackValue {
  if (isList(value)) return value.map(asTexts);
  if (!isMap(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asTexts(item)]));
}

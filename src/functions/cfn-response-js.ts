/** The Node module `cfn-response`, called as AWS's own is. */
export const cfnResponseJs = `'use strict';
// Answers CloudFormation on behalf of a custom resource.
exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) => {
  const stream = context.logStreamName;
  const body = JSON.stringify({
    Status: responseStatus,
    Reason: 'The log stream of the function says more: ' + stream,
    PhysicalResourceId: physicalResourceId || stream,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    NoEcho: noEcho || false,
    Data: responseData,
  });
  const url = new URL(event.ResponseURL);
  const { request } = url.protocol === 'https:' ? require('https') : require('http');
  return new Promise((resolve) => {
    const end = (text) => {
      console.log(text);
      context.done();
      resolve();
    };
    // The address was signed for a PUT without a content type.
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { method: 'PUT', headers }, (response) => {
      response.resume();
      response.on('end', () => end('Answered the stack: status ' + response.statusCode));
    });
    call.on('error', (error) => end('The stack could not be answered: ' + error.message));
    call.end(body);
  });
};
`;

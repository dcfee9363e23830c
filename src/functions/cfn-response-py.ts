/** The Python module `cfnresponse`, called as AWS's own is. */
export const cfnResponsePy = `"""Answers CloudFormation on behalf of a custom resource."""
import json
import urllib.request

SUCCESS = "SUCCESS"
FAILED = "FAILED"


def send(event, context, responseStatus, responseData,
         physicalResourceId=None, noEcho=False, reason=None):
    stream = context.log_stream_name
    answer = {
        "Status": responseStatus,
        "Reason": reason or "The log stream of the function says more: " + stream,
        "PhysicalResourceId": physicalResourceId or stream,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "NoEcho": noEcho,
        "Data": responseData,
    }
    body = json.dumps(answer, default=str).encode("utf-8")
    # The address was signed for a PUT without a content type.
    request = urllib.request.Request(
        event["ResponseURL"], data=body, method="PUT", headers={"Content-Type": ""})
    try:
        with urllib.request.urlopen(request) as response:
            print("Answered the stack: status", response.status)
    except Exception as error:
        print("The stack could not be answered:", error)
`;

/**
 * What Python runs instead of Lambda's own runtime: reads one event from its input, calls the
 * handler, and writes what came of it into descriptor 3.
 */
export const bootstrapPy = `
import importlib, json, logging, os, sys, time, traceback

started = time.monotonic()
given = json.loads(sys.stdin.buffer.read())
sys.stdin = open(os.devnull)
request_id = given["requestId"]
os.set_inheritable(3, False)
answer = os.fdopen(3, "wb")

root = logging.getLogger()
handler = logging.StreamHandler(sys.stdout)
form = "[%(levelname)s]\\t%(asctime)s\\t" + request_id + "\\t%(message)s"
handler.setFormatter(logging.Formatter(form))
root.addHandler(handler)


class ClientContext:
    def __init__(self, told):
        self.custom = told.get("custom")
        self.env = told.get("env")
        self.client = told.get("client")


class Context:
    function_name = given["functionName"]
    function_version = "$LATEST"
    invoked_function_arn = given["functionArn"]
    memory_limit_in_mb = str(given["memoryMegabytes"])
    aws_request_id = request_id
    log_group_name = given["logGroupName"]
    log_stream_name = given["logStreamName"]
    identity = None
    client_context = None

    def get_remaining_time_in_millis(self):
        elapsed = (time.monotonic() - started) * 1000
        return max(0, int(given["timeoutMillis"] - elapsed))

    def log(self, text):
        sys.stdout.write(str(text))


if given.get("clientContext"):
    Context.client_context = ClientContext(json.loads(given["clientContext"]))


def finish(failed, payload):
    sys.stdout.flush()
    sys.stderr.flush()
    answer.write(json.dumps({"failed": failed, "payload": payload}).encode("utf-8"))
    answer.close()
    # Threads that are left over would be frozen, and are ended here.
    os._exit(0)


def fail(kind, message, trace=()):
    print("[ERROR] %s: %s" % (kind, message))
    for line in trace:
        sys.stdout.write(line)
    told = {"errorMessage": message, "errorType": kind, "requestId": request_id}
    told["stackTrace"] = list(trace)
    finish(True, json.dumps(told))


module_name, _, function_name = given["handler"].rpartition(".")
try:
    module = importlib.import_module(module_name.replace("/", "."))
except ImportError as error:
    fail("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
except SyntaxError as error:
    fail("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error))
except Exception as error:
    fail(type(error).__name__, str(error), traceback.format_tb(error.__traceback__)[1:])
function = getattr(module, function_name, None)
if not callable(function):
    missing = "Handler '%s' missing on module '%s'" % (function_name, module_name)
    fail("Runtime.HandlerNotFound", missing)
try:
    returned = function(json.loads(given["event"]), Context())
except Exception as error:
    fail(type(error).__name__, str(error), traceback.format_tb(error.__traceback__)[1:])
try:
    text = json.dumps(returned)
except (TypeError, ValueError) as error:
    fail("Runtime.MarshalError", "Unable to marshal response: %s" % error)
finish(False, text)
`;

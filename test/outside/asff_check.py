"""Holds requests of BatchImportFindings, a JSON document a line, against botocore's own model."""

import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

# What the user guide says of the format and the model does not.
LONGEST = {"Id": 512, "GeneratorId": 512, "Title": 256, "Description": 1024, "ProductName": 128}
NAMESPACES = [
    "Software and Configuration Checks",
    "TTPs",
    "Effects",
    "Unusual Behaviors",
    "Sensitive Data Identifications",
]


def constraints(value, shape, where):
    """Lengths, ranges, patterns and enums, which the validator of parameters leaves out."""
    if shape.type_name == "structure":
        for name, inner in value.items():
            yield from constraints(inner, shape.members[name], f"{where}.{name}")
        return
    if shape.type_name == "map":
        for name, inner in value.items():
            yield from constraints(name, shape.key, f"{where} key")
            yield from constraints(inner, shape.value, f"{where}.{name}")
        return
    limits = shape.metadata
    if shape.type_name == "list":
        for at, inner in enumerate(value):
            yield from constraints(inner, shape.member, f"{where}[{at}]")
    size = value if isinstance(value, (int, float)) else len(value)
    if size < limits.get("min", size) or size > limits.get("max", size):
        yield f"{where}: {size} is out of bounds"
    if shape.type_name == "string":
        if limits.get("enum") and value not in limits["enum"]:
            yield f"{where}: {value} is none of its values"
        pattern = limits.get("pattern")
        if pattern and not re.search(pattern, value):
            yield f"{where}: {value} is not {pattern}"


def guide(finding):
    for name, most in LONGEST.items():
        if len(finding.get(name, "")) > most:
            yield f"{name}: longer than {most}"
    for kind in finding["Types"]:
        parts = kind.split("/")
        if len(parts) > 3 or parts[0] not in NAMESPACES:
            yield f"Types: {kind} is no namespace/category/classifier"
    for name in ("CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", finding[name]):
            yield f"{name}: {finding[name]} is no time"
    if len(finding["ProductFields"]) > 50:
        yield "ProductFields: more than 50"
    if not 1 <= len(finding["Resources"]) <= 32:
        yield "Resources: none, or more than 32"


def main():
    session = botocore.session.get_session()
    model = session.get_service_model("securityhub").operation_model("BatchImportFindings")
    faults = []
    checked = 0
    for line in sys.stdin:
        request = json.loads(line)
        report = ParamValidator().validate(request, model.input_shape)
        if report.has_errors():
            faults.append(report.generate_report())
            continue
        faults.extend(constraints(request, model.input_shape, ""))
        for finding in request["Findings"]:
            faults.extend(guide(finding))
            checked += 1
    print(json.dumps({"checked": checked, "faults": faults[:20]}))


main()

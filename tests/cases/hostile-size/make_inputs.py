"""Documents that are deeper, larger or more numerous than any real one."""

import pathlib

JOB = '{"properties": {"nodeCount": %s, "customToolkitSettings": {"commandLine": "true"}, "containerSettings": ' \
      '{"imageSourceRegistry": {"image": "python:3.7"}}, "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_TEMP_DIR"%s}}'

folder = pathlib.Path("inputs")
folder.mkdir()
files = {
    "deep-arrays": "[" * 100_000,
    "deep-objects": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "deep-member": JOB % (1, ', "x": ' + "[" * 5_000 + "]" * 5_000),
    "nodes-huge": JOB % ("9" * 400, ""),
    "nodes-64-bit": JOB % (2**63, ""),
    "nodes-negative": JOB % (-1, ""),
    "nodes-zero": JOB % (0, ""),
    "nodes-fraction": JOB % (1.5, ""),
    "nodes-exponent": JOB % ("1e400", ""),
    "nodes-text": JOB % ('"2"', ""),
    "nodes-null": JOB % ("null", ""),
    "long-text": JOB % (1, ', "experimentName": "' + "x" * 100_000 + '"'),
    "empty": "",
    "null": "null",
    "number": "12",
}
for name, text in files.items():
    (folder / f"{name}.json").write_text(text)

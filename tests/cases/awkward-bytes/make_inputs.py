"""One job in the encodings and with the slips that were found in real folders."""

import pathlib

JOB = """{
  "properties": {
    "nodeCount": 1,
    "customToolkitSettings": {"commandLine": "python train.py --title 'Größe, 大小'"},
    "containerSettings": {"imageSourceRegistry": {"image": "python:3.7"}},
    "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_TEMP_DIR"%s
  }%s
}
"""
PLAIN = JOB % ("", "")

folder = pathlib.Path("inputs")
folder.mkdir()
files = {
    "plain.json": PLAIN.encode(),
    "bom.json": b"\xef\xbb\xbf" + PLAIN.encode(),
    "crlf.json": PLAIN.replace("\n", "\r\n").encode(),
    "utf-16-le.json": b"\xff\xfe" + PLAIN.encode("utf-16-le"),
    "utf-16-be.json": b"\xfe\xff" + PLAIN.encode("utf-16-be"),
    "latin-1.json": PLAIN.replace("大小", "").encode("latin-1"),
    "trailing-commas.json": (JOB % (",", ",")).encode(),
    "comments.json": (JOB % (" // where logs go", " /* end */")).encode(),
    "utf-16-cut.json": b"\xff\xfe" + PLAIN.encode("utf-16-le")[:-1],
    "nul.json": PLAIN.replace("train.py", "tra\0in.py").encode(),
}
for name, data in files.items():
    (folder / name).write_bytes(data)

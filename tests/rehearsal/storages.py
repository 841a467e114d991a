"""What Batch AI mounted: each mount is a storage at a path below the root of its level (batchai.md 3.1, 8.2)."""

import dataclasses
import posixpath
import re
import urllib.parse

from documents import items, last_segment, member, text

_CIFS_SHARE = re.compile(r"//([^./\s]+)\.file\.[^/\s]+/([^/\s,]+)(\S*)")


@dataclasses.dataclass(frozen=True)
class Mount:
    level: str  # "cluster" or "job"
    path: str  # below the root, without slashes at its ends
    storage: str  # symbol: "<files:ACCOUNT/SHARE>" and so on
    folder: str  # the part of the storage that was mounted

    @property
    def symbol(self):
        return join(self.storage, self.folder)


def join(symbol, path):
    path = clean(path)
    return f"{symbol}/{path}" if path else symbol


def clean(path):
    """Without doubled slashes, dots and slashes at the ends."""
    path = path.replace("\\", "/").strip("/")
    return "" if not path else posixpath.normpath(path).strip("/") if posixpath.normpath(path) != "." else ""


def mounts_of(level, volumes):
    found = []
    for mount in items(member(volumes, "azureFileShares")):
        found.append((mount, *_share(mount)))
    for mount in items(member(volumes, "azureBlobFileSystems")):
        found.append((mount, f"<blob:{text(mount.get('accountName'))}/{text(mount.get('containerName'))}>", ""))
    for mount in items(member(volumes, "fileServers")):
        server = last_segment(text(member(mount, "fileServer", "id")))
        found.append((mount, f"<nfs:{server}>", text(mount.get("sourceDirectory"))))
    for mount in items(member(volumes, "unmanagedFileSystems")):
        found.append((mount, *_unmanaged(text(mount.get("mountCommand")))))
    return [
        Mount(level, clean(text(mount.get("relativeMountPath"))), storage, clean(folder))
        for mount, storage, folder in found
        if clean(text(mount.get("relativeMountPath")))
    ]


def _share(mount):
    address = text(mount.get("azureFileUrl")).split("://", 1)[-1]
    host, _, path = address.partition("/")
    share, _, folder = path.strip("/").partition("/")
    account = host.split(".file.", 1)[0] if ".file." in host else text(mount.get("accountName"))
    return f"<files:{account}/{urllib.parse.unquote(share)}>", folder


def _unmanaged(command):
    # The same share, mounted by hand.
    share = _CIFS_SHARE.search(command)
    if share and "cifs" in command:
        return f"<files:{share[1]}/{share[2]}>", share[3]
    return f"<unmanaged:{command}>", ""

#!/usr/bin/env python3
"""What program and library are made of and need, as SPDX 2.3 (JSON) on standard output:

    packaging/sbom.py BUILD_FOLDER

It asks the files themselves, not a list that somebody keeps: `readelf` for the libraries a file names
and `ldd` for where they are; Ninja for the headers that were compiled in; dpkg for the packages and
versions of both. Libraries that exist as headers alone are CONTAINed, others linked dynamically. The
viewer of reports, which is built into the program, is in report/package-lock.json. Licences of others
are NOASSERTION: their packages' copyright files have them.

The time is SOURCE_DATE_EPOCH, so the same build gives the same bytes. Runs on Debian alone.
"""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def needed_libraries(file):
    """Paths of the libraries that an ELF file names itself."""
    names = re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", str(file)))
    loaded = output("ldd", str(file))
    places = dict(re.findall(r"(\S+) => (/\S+)", loaded))
    for loader in re.findall(r"^\s(/\S+)", loaded, re.M):  # it has no arrow in ldd's list
        places[pathlib.Path(loader).name] = loader
    return [places[name] for name in names]


def compiled_headers(build, target):
    """Headers outside the tree that any object of a target was compiled from."""
    inputs = output("ninja", "-C", str(build), "-t", "inputs", target).split()
    objects = [name for name in inputs if name.endswith(".o")]
    headers = set()
    for line in output("ninja", "-C", str(build), "-t", "deps", *objects).splitlines():
        if line.startswith("    /usr/include/"):
            headers.add(os.path.normpath(line.strip()))
    return headers


def packages_of(files):
    """{name: (version, source)} of the Debian packages that own the files."""
    # dpkg knows a file by the name it was packed with; /lib is a link to /usr/lib today.
    names = {name for file in files for name in (file, os.path.realpath(file))}
    names |= {f"/usr{name}" for name in names} | {name.removeprefix("/usr") for name in names}
    ordered = sorted(names)
    owners = set()
    for at in range(0, len(ordered), 500):
        # It fails for the names that are none of its own.
        found = subprocess.run(["dpkg", "-S", *ordered[at:at + 500]], capture_output=True, text=True)
        for line in found.stdout.splitlines():
            if not line.startswith("diversion"):
                owners.update(line.split(": ")[0].split(", "))
    if not owners:
        return {}
    form = "${Package}\t${Version}\t${source:Package}\n"
    lines = output("dpkg-query", "-W", "-f", form, *sorted(owners)).splitlines()
    return {name: (version, source) for name, version, source in map(str.split, lines)}


def viewer_packages():
    """{name: version} of what the viewer of reports bundles: packages of npm that it needs to run."""
    locked = json.loads((TREE / "report/package-lock.json").read_text())["packages"]
    return {path.removeprefix("node_modules/"): entry["version"]
            for path, entry in locked.items() if path and not entry.get("dev")}


class Parts:
    """Packages, each once, and how they are related."""

    def __init__(self):
        self.packages = {}
        self.relations = []

    def add(self, kind, name, version, **more):
        """The id of a package; `kind` keeps a Debian package apart from one of npm."""
        spdx_id = "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", f"{kind}-{name}" if kind else name)
        unsaid = ("downloadLocation", "licenseConcluded", "licenseDeclared", "copyrightText")
        self.packages.setdefault(spdx_id, {
            "SPDXID": spdx_id, "name": name, "versionInfo": version, "filesAnalyzed": False,
            **dict.fromkeys(unsaid, "NOASSERTION"), **more})
        return spdx_id

    def add_from(self, registry, name, version, **more):
        locator = {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                   "referenceLocator": f"pkg:{registry}/{name}@{version}"}
        return self.add(registry.split("/")[0], name, version, externalRefs=[locator], **more)

    def add_debian(self, name, version, source):
        return self.add_from("deb/debian", name, version, supplier="Organization: Debian",
                             sourceInfo=f"Debian source {source}")

    def relate(self, one, kind, other):
        self.relations.append(
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other})


def parts_of(build, version):
    parts = Parts()
    built = {"medloom": build / "apps/medloom/medloom",
             "libmedloom": build / f"api/libmedloom.so.{version}"}
    linked = {name: packages_of(needed_libraries(file)) for name, file in built.items()}
    linked_sources = {source for found in linked.values() for _, source in found.values()}
    data = packages_of(["/usr/share/opencc/STPhrases.ocd2", "/usr/share/opencc/s2t.json"])
    for name, file in built.items():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        own = parts.add("", name, version, licenseConcluded="Apache-2.0", licenseDeclared="Apache-2.0",
                        packageFileName=file.name,
                        checksums=[{"algorithm": "SHA256", "checksumValue": digest}])
        parts.relate("SPDXRef-DOCUMENT", "DESCRIBES", own)
        for library, entry in sorted(linked[name].items()):
            parts.relate(own, "DYNAMIC_LINK", parts.add_debian(library, *entry))
        headers = packages_of(compiled_headers(build, str(file.relative_to(build))))
        for header, entry in sorted(headers.items()):
            if entry[1] not in linked_sources:
                parts.relate(own, "CONTAINS", parts.add_debian(header, *entry))
        for package, entry in sorted(data.items()):
            parts.relate(own, "DEPENDS_ON", parts.add_debian(package, *entry))
    for name, viewer_version in sorted(viewer_packages().items()):
        parts.relate("SPDXRef-medloom", "CONTAINS", parts.add_from("npm", name, viewer_version))
    return parts


def document(build):
    cache = (build / "CMakeCache.txt").read_text()
    version = re.search(r"^CMAKE_PROJECT_VERSION:STATIC=(.*)$", cache, re.M).group(1)
    parts = parts_of(build, version)
    body = {"packages": list(parts.packages.values()), "relationships": parts.relations}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    when = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"medloom-{version}",
        "documentNamespace": f"https://medloom.example/spdx/{digest}",
        "creationInfo": {"created": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
                         "creators": ["Tool: medloom-sbom"]},
        **body,
    }


def main(arguments):
    if len(arguments) != 1 or not (pathlib.Path(arguments[0]) / "CMakeCache.txt").is_file():
        print("usage: sbom.py BUILD_FOLDER", file=sys.stderr)
        return 2
    print(json.dumps(document(pathlib.Path(arguments[0]).resolve()), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

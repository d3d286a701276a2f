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


def output(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def needed_libraries(file):
    """Paths of the libraries that an ELF file names itself."""
    names = re.findall(r"\(NEEDED\).*\[(.*)\]", output("readelf", "-d", str(file)))
    places = dict(re.findall(r"(\S+) => (/\S+)", output("ldd", str(file))))
    # The loader itself has no arrow in ldd's list.
    places.update({pathlib.Path(p).name: p for p in re.findall(r"^\s(/\S+)", output("ldd", str(file)), re.M)})
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
    found = {}
    # dpkg knows files by the names they were packed with, and /lib is a link today.
    candidates = sorted({name for file in files for name in (file, os.path.realpath(file))}
                        | {f"/usr{file}" for file in files} | {f.removeprefix("/usr") for f in files})
    for at in range(0, len(candidates), 500):
        owners = subprocess.run(["dpkg", "-S", *candidates[at:at + 500]], capture_output=True, text=True)
        for line in owners.stdout.splitlines():
            if not line.startswith("diversion"):
                found.update(dict.fromkeys(line.split(": ")[0].split(", ")))
    form = "${Package}\t${Version}\t${source:Package}\n"
    lines = output("dpkg-query", "-W", "-f", form, *sorted(found)).splitlines() if found else []
    return {name: (version, source) for name, version, source in (line.split("\t") for line in lines)}


def viewer_packages():
    """What the viewer of reports bundles: the packages of npm that it needs to run."""
    locked = json.loads((TREE / "report/package-lock.json").read_text())["packages"]
    return {path.removeprefix("node_modules/"): entry["version"]
            for path, entry in locked.items() if path and not entry.get("dev")}


def package(spdx_id, name, version, locator=None, **more):
    entry = {"SPDXID": spdx_id, "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
             "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
             "copyrightText": "NOASSERTION", **more}
    if locator:
        entry["externalRefs"] = [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                                  "referenceLocator": locator}]
    return entry


def spdx_id(*words):
    return "SPDXRef-" + "-".join(re.sub(r"[^A-Za-z0-9.-]", "-", word) for word in words)


def document(build):
    cache = (build / "CMakeCache.txt").read_text()
    version = re.search(r"^CMAKE_PROJECT_VERSION:STATIC=(.*)$", cache, re.M).group(1)
    built = {"medloom": build / "apps/medloom/medloom",
             "libmedloom": build / f"api/libmedloom.so.{version}"}
    linked = {name: packages_of(needed_libraries(file)) for name, file in built.items()}
    sources = {source for libraries in linked.values() for _, source in libraries.values()}
    relations = []
    packages = []
    known = {}

    def add(entry):
        if entry["SPDXID"] not in known:
            known[entry["SPDXID"]] = entry
            packages.append(entry)
        return entry["SPDXID"]

    def debian(name, entry):
        locator = f"pkg:deb/debian/{name}@{entry[0]}"
        return add(package(spdx_id("deb", name), name, entry[0], locator,
                           supplier="Organization: Debian", sourceInfo=f"Debian source {entry[1]}"))

    def relate(one, kind, other):
        relations.append({"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other})

    # What is on disk goes by its hash.
    for name, file in built.items():
        own = add(package(spdx_id(name), name, version, licenseConcluded="Apache-2.0",
                          licenseDeclared="Apache-2.0", packageFileName=file.name, checksums=[
                              {"algorithm": "SHA256", "checksumValue": hashlib.sha256(file.read_bytes()).hexdigest()}]))
        relate("SPDXRef-DOCUMENT", "DESCRIBES", own)
        for library, entry in sorted(linked[name].items()):
            relate(own, "DYNAMIC_LINK", debian(library, entry))
        headers = packages_of(compiled_headers(build, str(file.relative_to(build))))
        for header, entry in sorted(headers.items()):
            if entry[1] not in sources:  # else it is a library that is linked
                relate(own, "CONTAINS", debian(header, entry))
    for name, viewer_version in sorted(viewer_packages().items()):
        entry = package(spdx_id("npm", name), name, viewer_version, f"pkg:npm/{name}@{viewer_version}")
        relate(spdx_id("medloom"), "CONTAINS", add(entry))
    data = packages_of(["/usr/share/opencc/STPhrases.ocd2", "/usr/share/opencc/s2t.json"])
    for name, entry in sorted(data.items()):
        for own in built:
            relate(spdx_id(own), "DEPENDS_ON", debian(name, entry))

    when = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    body = {"packages": packages, "relationships": relations}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"medloom-{version}", "documentNamespace": f"https://medloom.example/spdx/{digest}",
        "creationInfo": {"created": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: medloom-sbom"]},
        **body,
    }


def main(arguments):
    if len(arguments) != 1 or not (pathlib.Path(arguments[0]) / "CMakeCache.txt").is_file():
        print("usage: sbom.py BUILD_FOLDER", file=sys.stderr)
        return 2
    json.dump(document(pathlib.Path(arguments[0]).resolve()), sys.stdout, indent=1, ensure_ascii=False)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""The list of what is in a build, checked against SPDX 2.3 and against the files it speaks of.

    tests/packaging/sbom_test.py BUILD_FOLDER        (ctest says which)
"""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "packaging/sbom.py"
BUILD = pathlib.Path(sys.argv.pop() if len(sys.argv) > 1 else "build/release")


def run(*arguments):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    return subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, env=environment)


class SbomTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = run(BUILD)
        cls.document = json.loads(cls.made.stdout)
        cls.packages = {package["SPDXID"]: package for package in cls.document["packages"]}

    def related(self, one, kind):
        return {self.packages[relation["relatedSpdxElement"]]["name"] for relation in self.document["relationships"]
                if relation["spdxElementId"] == one and relation["relationshipType"] == kind}

    def test_has_what_the_form_asks_for(self):
        document = self.document
        self.assertEqual(document["spdxVersion"], "SPDX-2.3")
        self.assertEqual(document["dataLicense"], "CC0-1.0")
        self.assertEqual(document["SPDXID"], "SPDXRef-DOCUMENT")
        self.assertRegex(document["documentNamespace"], r"^https://[^#\s]+$")
        self.assertEqual(document["creationInfo"]["created"], "2023-11-14T22:13:20Z")
        self.assertTrue(all(re.match("(Tool|Person|Organization): ", who) for who in document["creationInfo"]["creators"]))

    def test_packages_are_whole_and_named_once(self):
        self.assertEqual(len(self.packages), len(self.document["packages"]))
        for package in self.document["packages"]:
            with self.subTest(package["name"]):
                self.assertRegex(package["SPDXID"], r"^SPDXRef-[A-Za-z0-9.-]+$")
                self.assertTrue(package["name"] and package["versionInfo"])
                self.assertEqual(package["downloadLocation"], "NOASSERTION")
                self.assertIs(package["filesAnalyzed"], False)
                for reference in package.get("externalRefs", []):
                    self.assertEqual(reference["referenceType"], "purl")
                    self.assertRegex(reference["referenceLocator"], r"^pkg:(deb/debian|npm)/[^@\s]+@\S+$")

    def test_relations_are_between_what_is_there(self):
        known = {"SPDXRef-DOCUMENT", *self.packages}
        kinds = {"DESCRIBES", "DYNAMIC_LINK", "CONTAINS", "DEPENDS_ON"}
        for relation in self.document["relationships"]:
            self.assertIn(relation["spdxElementId"], known)
            self.assertIn(relation["relatedSpdxElement"], known)
            self.assertIn(relation["relationshipType"], kinds)
        mentioned = {relation["relatedSpdxElement"] for relation in self.document["relationships"]}
        self.assertEqual(mentioned, set(self.packages))

    def test_hashes_are_those_of_the_files(self):
        places = {"SPDXRef-medloom": "apps/medloom", "SPDXRef-libmedloom": "api"}
        for spdx_id, folder in places.items():
            package = self.packages[spdx_id]
            file = BUILD / folder / package["packageFileName"]
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            self.assertEqual(package["checksums"], [{"algorithm": "SHA256", "checksumValue": digest}])

    def test_knows_what_is_linked_compiled_in_and_read(self):
        linked = self.related("SPDXRef-medloom", "DYNAMIC_LINK")
        self.assertLessEqual({"libc6", "libicu72", "libsqlite3-0", "libpq5", "libcurl4"}, linked)
        of_library = self.related("SPDXRef-libmedloom", "DYNAMIC_LINK")
        self.assertLess(of_library, linked)
        self.assertFalse(of_library & {"libpq5", "libcurl4"}, "the library talks to nobody")
        inside = self.related("SPDXRef-medloom", "CONTAINS")
        self.assertLessEqual({"nlohmann-json3-dev", "libcli11-dev", "libexpected-dev", "d3-scale"}, inside)
        self.assertFalse(inside & {"libicu-dev", "libgtest-dev", "typescript", "esbuild"})
        self.assertIn("libopencc-data", self.related("SPDXRef-medloom", "DEPENDS_ON"))

    def test_the_same_build_gives_the_same_bytes(self):
        self.assertEqual(run(BUILD).stdout, self.made.stdout)

    def test_what_is_no_build_is_told(self):
        for arguments in ([], ["/none"], [SCRIPT.parent], [BUILD, BUILD]):
            with self.subTest(arguments):
                made = run(*arguments)
                self.assertEqual((made.returncode, made.stdout), (2, ""))
                self.assertIn("usage: ", made.stderr)


if __name__ == "__main__":
    unittest.main()

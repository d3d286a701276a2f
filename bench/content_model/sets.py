#!/usr/bin/env python3
"""Writes the labelled pages that the content model is trained on into one folder.

    sets.py BENCHMARK MAGIC_HTML FOLDER

BENCHMARK and MAGIC_HTML are git clones (bare ones too); README.md names them. Out come
FOLDER/SET/ID.html, FOLDER/SET/ID.txt (the main text that people wrote down), and
FOLDER/kinds.tsv, which says what kind of page an English ID is, and FOLDER/sites.tsv (its host). Left out are pages that also stand
in the test part of the first set, and every second page of the other: they are kept for scores.
"""
import gzip
import json
import os
import re
import subprocess
import sys


class Clone:
    def __init__(self, folder):
        self.git = ["git", "-C", folder]
        listing = subprocess.run(self.git + ["ls-tree", "-r", "HEAD"], check=True,
                                 stdout=subprocess.PIPE, text=True).stdout
        self.objects = {}
        for line in listing.splitlines():
            about, path = line.split("\t")
            self.objects[path] = about.split()[2]
        self.reader = subprocess.Popen(self.git + ["cat-file", "--batch"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def read(self, path):
        self.reader.stdin.write((self.objects[path] + "\n").encode())
        self.reader.stdin.flush()
        size = int(self.reader.stdout.readline().split()[2])
        content = self.reader.stdout.read(size)
        self.reader.stdout.read(1)
        return content

    def below(self, folder):
        return sorted(path for path in self.objects if path.startswith(folder))


def write(folder, name, page, text):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".html"), "wb") as file:
        file.write(page)
    with open(os.path.join(folder, name + ".txt"), "wb") as file:
        file.write(text.encode())


def address(url):
    bare = url.split("://")[-1].split("#")[0].rstrip("/").lower()
    return bare[4:] if bare.startswith("www.") else bare


def host(url):
    name = url.split("://")[-1].split("/")[0].lower()
    return name[4:] if name.startswith("www.") else name


def write_english(clone, folder, sites):
    def truth(path):
        return json.loads(clone.read(path))

    tested = {address(truth(path).get("url", "")) for path in clone.below("test/ground-truth/")}
    tested.discard("")
    tested_pages = {clone.objects[path] for path in clone.below("test/html/")}
    with open(os.path.join(folder, "kinds.tsv"), "w", encoding="utf-8") as kinds:
        for path in clone.below("dev/ground-truth/"):
            name = os.path.basename(path)[: -len(".json")]
            page = f"dev/html/{name}.html.gz"
            about = truth(path)
            text = about["ground_truth"].get("main_content")
            is_tested = address(about.get("url", "")) in tested
            if not text or is_tested or clone.objects[page] in tested_pages:
                continue
            write(os.path.join(folder, "en"), name, gzip.decompress(clone.read(page)), text)
            kinds.write(f"{name}\t{about['_internal']['page_type']['primary']}\n")
            sites.write(f"{name}\t{host(about.get('url', '')) or name}\n")


def is_chinese(text):
    return len(re.findall("[\u4e00-\u9fff]", text)) > 0.3 * len(re.findall(r"\w", text))


def write_others(clone, folder, sites):
    for kind in "article", "forum":
        data = f"benchmark/data/{kind}/"
        pages = json.loads(clone.read(data + "base.json"))
        for key in sorted(pages)[1::2]:
            text = pages[key]["content"]
            language = "zh" if is_chinese(text) else "xx"
            write(os.path.join(folder, f"{language}_{kind}"), key[:10],
                  clone.read(f"{data}htmls/{key}.html"), text)
            sites.write(f"{key[:10]}\t{host(pages[key].get('url', '')) or key[:10]}\n")


def main(benchmark, magic_html, folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "sites.tsv"), "w", encoding="utf-8") as sites:
        write_english(Clone(benchmark), folder, sites)
        write_others(Clone(magic_html), folder, sites)


main(*sys.argv[1:])

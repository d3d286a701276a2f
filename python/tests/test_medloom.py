"""The Python module over the samples of the tree; ctest says where those are (MEDLOOM_SAMPLES)."""

import concurrent.futures
import os
import pathlib
import tempfile
import threading
import unittest

import medloom

SAMPLES = pathlib.Path(os.environ["MEDLOOM_SAMPLES"])
PAGE = b"What helps against a cough?\n\nDrink warm tea and rest for some days.\n"


def sample(path):
    return medloom.Page((SAMPLES / path).read_bytes(), path)


class PipelineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pipeline = medloom.Pipeline()

    def test_gives_a_record(self):
        record = self.pipeline.process(sample("doctorqna-html/input.html"))
        self.assertEqual(record["medloom"]["schema"], "medloom-record/1")
        self.assertEqual(record["mainEntity"][0]["name"], "Are my blood test results normal?")
        self.assertEqual(record["medloom"]["pipeline"]["version"], medloom.__version__)
        self.assertEqual(record["isBasedOn"]["encodingFormat"], "text/html")  # by its ending

    def test_takes_bytes_and_what_is_known_of_them(self):
        address = "https://qa.example.org/1"
        record = self.pipeline.process(
            PAGE, url=address, content_type="text/plain", fetched="2024-01-31T00:00:00Z"
        )
        self.assertEqual(record["url"], address)
        self.assertEqual(record["isBasedOn"]["encodingFormat"], "text/plain")
        self.assertEqual(record["isBasedOn"]["medloom"]["fetched"], "2024-01-31T00:00:00Z")
        other_name = self.pipeline.process(PAGE, url=address, name="b.txt")
        self.assertEqual(record["@id"], other_name["@id"])

    def test_a_page_that_gives_no_record_is_told_with_stage_and_reason(self):
        for page in (b"", b" \n", b"\x89PNG\r\n\x1a\n", medloom.Page(b"", "a.html")):
            with self.subTest(page), self.assertRaises(medloom.Rejected) as raised:
                self.pipeline.process(page)
            self.assertTrue(raised.exception.reject.stage)
            self.assertTrue(raised.exception.reject.reason)
            self.assertEqual(str(raised.exception), str(raised.exception.reject))

    def test_what_is_no_page_is_a_type_error(self):
        for page in ("text", None, 7, ["a"]):
            with self.subTest(page), self.assertRaises(TypeError):
                self.pipeline.process(page)

    def test_names_that_are_no_utf8_are_told_as_the_tool_tells_them(self):
        record = self.pipeline.process(PAGE, name=os.fsdecode(b"a\xff.txt"))
        self.assertEqual(record["isBasedOn"]["medloom"]["source"], "a\\xFF.txt")

    def test_many_pages_come_in_order_and_bad_ones_end_nothing(self):
        pages = [sample("doctorqna-html/input.html"), medloom.Page(b"", "empty.html")]
        pages += [medloom.Page(PAGE, f"{number}.txt") for number in range(60)]
        for threads in (1, 4, None):
            results = list(self.pipeline.process_many(iter(pages), threads=threads))
            self.assertEqual([page for page, _ in results], pages)
            self.assertIsInstance(results[1][1], medloom.Reject)
            names = [r["isBasedOn"]["medloom"]["source"] for _, r in results if isinstance(r, dict)]
            self.assertEqual(names, [page.name for page in pages if page.name != "empty.html"])

    def test_many_pages_are_read_a_few_at_a_time(self):
        read = []

        def endless():
            while True:
                read.append(1)
                yield medloom.Page(PAGE, f"{len(read)}.txt")

        results = self.pipeline.process_many(endless(), threads=2)
        next(results)
        results.close()
        self.assertLess(len(read), 20)

    def test_what_a_source_raises_reaches_the_caller(self):
        def broken():
            yield medloom.Page(PAGE, "a.txt")
            raise OSError("the disk is gone")

        with self.assertRaisesRegex(OSError, "the disk is gone"):
            list(self.pipeline.process_many(broken()))

    def test_threads_of_python_share_a_pipeline(self):
        page = sample("article-translated/input.txt")
        alone = self.pipeline.process(page)
        with concurrent.futures.ThreadPoolExecutor(8) as executor:
            for record in executor.map(self.pipeline.process, [page] * 16):
                self.assertEqual(record, alone)

    def test_others_run_while_a_page_is_processed(self):
        page = medloom.Page(b"One more line about a cough.\n\n" * 20000, "long.txt")
        done = threading.Event()
        turns = 0

        def work():
            self.pipeline._native.process(page.bytes, b"long.txt", b"", b"", b"")
            done.set()

        worker = threading.Thread(target=work)
        worker.start()
        while not done.wait(0.001):
            turns += 1
        worker.join()
        self.assertGreater(turns, 3)  # with the lock held there would be one at most

    def test_decodes_as_places_count(self):
        page = sample("article-translated/input.txt")
        decoded = self.pipeline.decode(page.bytes).encode()
        fixes = [c for c in self.pipeline.process(page)["medloom"]["changes"] if c["rule"] == "fix"]
        self.assertTrue(fixes)
        for change in fixes:
            begin, end = change["page"]
            self.assertEqual(decoded[begin:end].decode(), change["before"])
        self.assertIsNone(self.pipeline.decode(b"\x89PNG\r\n\x1a\n"))


class ConfigurationTest(unittest.TestCase):
    def test_settings_and_dictionaries_are_used(self):
        columns = "match replace mode lang inflect concept when unless zh note source".split()
        row = ["warm tea", "hot broth", "fix", "en", "", "", "", "", "", "a test", "this test"]
        with tempfile.TemporaryDirectory() as folder:
            own = pathlib.Path(folder, "own.tsv")
            own.write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n")
            pipeline = medloom.Pipeline(settings={"convert.to": "zh-Hant-TW"}, dictionaries=[own])
        self.assertIn("hot broth", str(pipeline.process(PAGE)))
        self.assertIn("醫", str(pipeline.process("咳嗽怎么办？\n\n请去看医生。\n".encode())))

    def test_a_cache_is_used_where_one_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            medloom.Pipeline(cache=folder)
            self.assertTrue(os.listdir(folder))
            self.assertTrue(medloom.Pipeline(cache=folder).process(PAGE))

    def test_everything_that_is_wrong_is_told_at_once(self):
        cases = [
            ({"profile": "defalt"}, ["did you mean 'default'?"]),
            ({"profile": pathlib.Path("/none/none.toml")}, ["none.toml"]),
            ({"settings": {"convert.too": "zh", "normalise.prefer": True}}, ["too", "normalise"]),
            ({"dictionaries": ["none-a.tsv", "none-b.tsv"]}, ["none-a.tsv", "none-b.tsv"]),
            ({"data": "/proc/none"}, ["/proc/none"]),
        ]
        for arguments, told in cases:
            with self.subTest(arguments), self.assertRaises(medloom.ConfigurationError) as raised:
                medloom.Pipeline(**arguments)
            problems = raised.exception.problems
            self.assertEqual(len(problems), len(told), problems)
            for piece, problem in zip(told, problems):
                self.assertIn(piece, str(problem))
                self.assertIn(str(problem), str(raised.exception))

    def test_settings_are_written_as_one_would_type_them(self):
        words = {True: "true", False: "false", 5: "5", "keep": "keep"}
        for value, word in words.items():
            self.assertEqual(medloom._word(value), word)
        self.assertEqual(medloom._word(["zh", "en"]), "zh, en")


class FilesTest(unittest.TestCase):
    def test_folders_come_in_bytewise_order_without_what_is_hidden(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("b.txt", "a/b.html", "a.html", "a/é.txt", ".git/c.txt", ".d.txt", "a/z/1"):
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(name.encode())
            pages = list(medloom.read_files(folder, os.path.join(folder, "b.txt")))
        names = [page.name for page in pages]
        self.assertEqual(names, ["a.html", "a/b.html", "a/z/1", "a/é.txt", "b.txt", "b.txt"])
        self.assertEqual(pages[1].bytes, b"a/b.html")

    def test_what_cannot_be_read_is_an_os_error(self):
        for path in ("/none/none.txt", "/none", ""):
            with self.subTest(path), self.assertRaises(OSError):
                list(medloom.read_files(path))


if __name__ == "__main__":
    unittest.main()

// The public library as Python sees it: strings in, JSON out. What is pleasant to use is made of it
// in medloom/__init__.py.
//
// The interpreter's lock is let go while a page is processed and while a pipeline is loaded, so
// threads of Python run at once. No exception comes out of the library; those of Python are made in
// __init__.py from the pairs that are returned here.
#include <string>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <medloom/pipeline.h>

namespace py = pybind11;
using medloom::api::Configuration;
using medloom::api::Outcome;
using medloom::api::Page;
using medloom::api::Pipeline;
using medloom::api::Problem;

namespace {

using Problems = std::vector<std::pair<std::string, std::string>>;  // where, message

std::pair<std::optional<Pipeline>, Problems> load(const Configuration& configuration) {
  std::vector<Problem> found;
  std::optional<Pipeline> pipeline = Pipeline::load(configuration, found);
  Problems problems;
  problems.reserve(found.size());
  for (Problem& problem : found) {
    problems.emplace_back(std::move(problem.where), std::move(problem.message));
  }
  return {std::move(pipeline), std::move(problems)};
}

Page page_of(const py::bytes& bytes, std::string name, std::string url, std::string content_type,
             std::string fetched) {
  return {std::string(bytes), std::move(name), std::move(url), std::move(content_type),
          std::move(fetched)};
}

}  // namespace

PYBIND11_MODULE(_native, module) {
  module.attr("version") = std::string(medloom::api::version());

  py::class_<Pipeline>(module, "Pipeline")
      .def(
          "process",
          [](const Pipeline& pipeline, const py::bytes& bytes, std::string name, std::string url,
             std::string content_type, std::string fetched) {
            Page page = page_of(bytes, std::move(name), std::move(url), std::move(content_type),
                                std::move(fetched));
            Outcome outcome;
            {
              const py::gil_scoped_release others_run;
              outcome = pipeline.process(std::move(page));
            }
            if (const auto* reject = outcome.reject()) {
              return py::make_tuple(py::none(), reject->stage, reject->reason);
            }
            return py::make_tuple(outcome.record()->json, "", "");
          },
          "The record as JSON, or None with stage and reason.")
      .def(
          "decode",
          [](const Pipeline& pipeline, const py::bytes& bytes, std::string name,
             std::string content_type) -> py::object {
            Page page = page_of(bytes, std::move(name), "", std::move(content_type), "");
            std::optional<std::string> decoded;
            {
              const py::gil_scoped_release others_run;
              decoded = pipeline.decode(std::move(page));
            }
            return decoded ? py::object(py::bytes(*decoded)) : py::none();
          },
          "The decoded page in UTF-8, or None.");

  module.def(
      "load",
      [](std::string profile, std::vector<std::string> settings,
         std::vector<std::string> dictionaries, std::string data, std::string cache,
         std::string pseudonym_key) {
        const py::gil_scoped_release others_run;
        return load({std::move(profile), std::move(settings), std::move(dictionaries),
                     std::move(data), std::move(cache), std::move(pseudonym_key)});
      },
      "A pipeline or None, and what is wrong: pairs of place and sentence.");
}

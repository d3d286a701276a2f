// Two real pages, fact by fact, in the folder that MEDLOOM_SEEDS names; and two samples of our own
// of the same structure, for which the same is asked always.
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/golden/facts.h"
#include "tests/golden/sample_pages.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

// The file of the folder whose name begins so; empty, and a failure, when there is none.
fs::path seed_file(const std::string& folder, const std::string& begins) {
  for (const auto& file : fs::directory_iterator(folder)) {
    if (file.path().filename().string().starts_with(begins)) return file.path();
  }
  ADD_FAILURE() << "MEDLOOM_SEEDS=" << folder << " has no file " << begins << "*";
  return {};
}

std::shared_ptr<const Page> sample_page(const std::string& sample) {
  const fs::path input = test::sample_input(sample);
  return test::page_of_file(input, sample + "/" + input.filename().string());
}

class Seeds : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("MEDLOOM_SEEDS");
    if (folder == nullptr || *folder == 0) {
      GTEST_SKIP() << "MEDLOOM_SEEDS does not name the folder of the two real pages";
    }
    folder_ = folder;
  }

  std::shared_ptr<const Page> page(const std::string& begins) const {
    const fs::path file = seed_file(folder_, begins);
    return file.empty() ? nullptr : test::page_of_file(file, file.filename().string());
  }

  std::string folder_;
};

TEST_F(Seeds, DoctorQa000) {
  test::DoctorQaFacts facts;
  facts.name = "Postpartum back pain";
  facts.question_begins = "Hello, doctor.";
  facts.question_ends = "Thank you.";
  facts.question_chars = 1122;
  facts.asker = "Miss Yang";
  facts.age_low = 30;
  facts.age_high = 39;
  facts.asked = "2020-04-23";
  facts.responder = "Shi Guozheng";
  facts.department = "Orthopedics";
  facts.answered = "2020-04-23";
  facts.answer_begins = "You can consult a rehabilitation specialist";
  facts.answer_ends = "strengthen your back and abdominal muscles.";
  facts.answer_chars = 228;
  facts.supplement_begins = "Postpartum back pain can be a frustrating";
  facts.supplement_ends = "patient with yourself during this process.";
  facts.supplement_chars = 3816;
  facts.list_items = 8;
  facts.teasers = {
      {"Postpartum Nerve Pain: Seeking Relief from Chronic Discomfort", "Ye Boshou", "Neurology"},
      {"Postpartum Back Pain: Causes, Concerns, and Relief Strategies", "Zhan Deqin",
       "Obstetrics and Gynecology", true},
      {"Postpartum Back Pain: Causes and Solutions for New Moms", "Xiao Furen", "Neurosurgery",
       true},
      {"Understanding Postpartum Care: Addressing Common Concerns and Misconceptions",
       "Li Guanghan", "Obstetrics and Gynecology"},
  };
  facts.topics = {
      {std::nullopt, "Orthopedics"},
      {"Back", "Orthopedics"},
      {"Pelvic Pain", "Orthopedics"},
      {"Lower Back Pain", "Family Medicine"},
      {"Post-Spinal Surgery", "Orthopedics"},
      {"Heel Pain", "Orthopedics"},
      {"Lower Back Pain", "Rehabilitation"},
      {"Spondylolisthesis", "Orthopedics"},
      {"Lower Back Pain", "Internal Medicine"},
      {"Lower Back Pain", "Neurology"},
  };
  test::expect_doctor_qa(page("000"), facts);
}

TEST_F(Seeds, TranslatedArticle004) {
  test::ArticleFacts facts;
  facts.questions = {
      "Is postpartum back pain caused by lumbar disc herniation?",
      "What are the causes of back pain?",
      "What should I do to prevent or relieve back pain during pregnancy and postpartum?",
  };
  facts.lead_items = 2;
  facts.answer_items = {4, 6};
  facts.expert = "Liao Bo";
  facts.job_title = "Director";
  facts.affiliation = "Tangdu Hospital";
  facts.expert_department = "spinal surgery";
  facts.terms = {
      {"Lotium back pain", "Low back pain"},
      {"waist and leg pain", "low back and leg pain", 2},
      {"painless needle", "labor epidural"},
      {"anesthetic needle", "anesthetic injection"},
      {"University of Air Force", "Air Force Medical University"},
      {"the way of production", "the mode of delivery"},
      {"apply plaster", "apply medicated patches"},
      {"regular hospital", "licensed hospital", 2},
      {"guidance of the rehabilitation division", "guidance of a rehabilitation therapist"},
      {"a moderate hard and hard", "moderate firmness"},
  };
  facts.glued = {"sleep.During",
                 "70%.About",
                 "pain.After giving birth, most",
                 "changed.The",
                 "loose.When",
                 "abnormal.During",
                 "body.And",
                 "pain.After giving birth to a child, you",
                 "strain.At",
                 "childbirth.If",
                 "aspects.Can"};
  facts.percent = {"45%to 70%", "45% to 70%"};
  facts.doubled = {"About about the above", "About the above"};
  facts.flags = {
      {"compound force", "resilience"},
      {"after October", "ten months"},
      {"Don’t bend your legs when you lift things", ""},
  };
  facts.linked = {"lumbar and leg pain", "low back pain", "lumbar disc herniation",
                  "lumbar muscle strain"};
  test::expect_article(page("004"), facts);
}

TEST(SeedFacts, OwnDoctorQa) {
  test::DoctorQaFacts facts;
  facts.name = "Heel pain in the morning";
  facts.question_begins = "Good morning, doctor.";
  facts.question_ends = "Many thanks for your time.";
  facts.question_chars = 946;
  facts.asker = "Miss Lin";
  facts.age_low = 30;
  facts.age_high = 39;
  facts.asked = "2019-11-08";
  facts.responder = "Gao Ruiming";
  facts.department = "Rehabilitation";
  facts.answered = "2019-11-08";
  facts.answer_begins = "Your description fits";
  facts.answer_ends = "shockwave treatment with you.";
  facts.answer_chars = 351;
  facts.supplement_begins = "Heel pain that is worst";
  facts.supplement_ends = "a single day disappoints you.";
  facts.supplement_chars = 2396;
  facts.list_items = 8;
  facts.teasers = {
      {"Spurs Under Both Heels: Is Surgery Really Needed?", "Zeng Peiyu", "Orthopedics"},
      {"Burning Soles at Night: Nerves or Shoes?", "Fu Anli", "Neurology", true},
      {"Ankle Still Swollen Two Months After a Sprain", "Peng Yuchen", "Rehabilitation", true},
      {"Choosing Insoles: Soft, Firm, or Custom-Made?", "Xie Minghan", "Orthopedics"},
  };
  facts.topics = {
      {std::nullopt, "Rehabilitation"},      {"Heel Spur", "Orthopedics"},
      {"Flat Feet", "Orthopedics"},          {"Ankle Sprain", "Rehabilitation"},
      {"Post-Ankle Surgery", "Orthopedics"}, {"Foot Numbness", "Neurology"},
      {"Calf Cramps", "Family Medicine"},    {"Gout", "Internal Medicine"},
      {"Sports Injuries", "Rehabilitation"}, {"Knee Pain", "Family Medicine"},
  };
  test::expect_doctor_qa(sample_page("doctorqna-plain"), facts);
}

TEST(SeedFacts, OwnTranslatedArticle) {
  test::ArticleFacts facts;
  facts.questions = {
      "Why does the back ache for months after the baby arrives?",
      "What makes the back ache after childbirth?",
      "What can mothers do to protect the back before and after delivery?",
  };
  facts.lead_items = 2;
  facts.answer_items = {4, 6};
  facts.expert = "Meng Qihao";
  facts.job_title = "Director";
  facts.affiliation = "Tangdu Hospital";
  facts.expert_department = "spinal surgery";
  facts.terms = {
      {"Lotium back pain", "Low back pain"},
      {"waist and leg pain", "low back and leg pain", 2},
      {"painless needle", "labor epidural"},
      {"anesthetic needle", "anesthetic injection"},
      {"University of Air Force", "Air Force Medical University"},
      {"the way of production", "the mode of delivery"},
      {"apply plaster", "apply medicated patches"},
      {"regular hospital", "licensed hospital", 2},
      {"guidance of the rehabilitation division", "guidance of a rehabilitation therapist"},
      {"a moderate hard and hard", "moderate firmness"},
  };
  facts.glued = {"then.In",  "75%.About",    "trimester.In",  "ligaments.During", "loose.If",
                 "body.The", "work.Nursing", "herniation.So", ".Most of them feel"};
  facts.percent = {"50%to 75%", "50% to 75%"};
  facts.doubled = {"About about one third", "About one third"};
  facts.flags = {
      {"compound force", "resilience"},
      {"after October", "ten months"},
      {"Don’t bend your legs when you lift things", ""},
  };
  facts.linked = {"lumbar and leg pain", "low back pain", "lumbar disc herniation",
                  "lumbar muscle strain"};
  test::expect_article(sample_page("article-translated"), facts);
}

}  // namespace
}  // namespace medloom

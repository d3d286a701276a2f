// A generator of numbers picks sentences; nothing here is taken from a page.
#include "bench/pages.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace medloom::bench {
namespace {

using Sentences = std::vector<std::string_view>;

class Picker {
 public:
  std::string_view pick(const Sentences& from) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return from[(state_ >> 33) % from.size()];
  }

 private:
  std::uint64_t state_ = 42;
};

const Sentences& english() {
  static const Sentences kSentences = {
      "The back muscles tire sooner when a person sits for hours without a break. ",
      "Most patients feel better within six weeks, and 9 of 10 need no operation. ",
      "A dose of 400 mg three times a day is usual for adults, less than 2.4 g in total. ",
      "Waist and leg pain after childbirth is common and often fades by itself. ",
      "If the pain runs below the knee, a nerve root may be under pressure (L5 or S1). ",
      "Walking, swimming and cycling are gentle ways to keep the spine moving. ",
      "Blood pressure of 120/80 mmHg is normal; 140/90 or more should be checked again. ",
      "Please go to a regular hospital when fever above 38.5 degrees lasts for two days. ",
      "Warm compresses for 15 to 20 minutes relax the muscles before the exercises. ",
      "The doctor asked about earlier illnesses, medicines and allergies. ",
      "Lumbar disc herniation is seen on the MRI of many people who never had pain. ",
      "Sleep on the side with a pillow between the knees, and change the side at night. "};
  return kSentences;
}

const Sentences& chinese() {
  static const Sentences kSentences = {"产后腰痛是许多妈妈都会遇到的问题，多数在半年内自行缓解。",
                                       "医生发现，长时间弯腰抱孩子会加重腰部肌肉的负担。",
                                       "如果疼痛放射到小腿，应及时到正规医院做腰椎磁共振检查。",
                                       "血压持续高于140/90 mmHg时，需要在医生指导下服药。",
                                       "每次热敷15～20分钟，每天两到三次，注意不要烫伤皮肤。",
                                       "布洛芬每次400毫克，一天不超过三次，饭后服用。",
                                       "平时应注意饮食均衡，适当补充钙和维生素D，避免过度劳累。",
                                       "头发干枯、面色苍白可能与贫血有关，建议先查血常规。",
                                       "检查结果显示没有明显的骨折，只有轻度的骨质增生。",
                                       "患者反复发作时，可以考虑在康复科进行物理治疗。"};
  return kSentences;
}

std::string prose(const Sentences& sentences, std::size_t bytes) {
  Picker picker;
  std::string text;
  while (text.size() < bytes) text += picker.pick(sentences);
  return text;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

}  // namespace

std::string english_prose(std::size_t bytes) { return prose(english(), bytes); }
std::string chinese_prose(std::size_t bytes) { return prose(chinese(), bytes); }

std::string html_page(std::size_t bytes) {
  Picker picker;
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<title>Back pain after childbirth - Health &amp; Life</title>\n<script>";
  html += repeated("var q=q||[];q.push(function(){if(a<b&&c>d){t('</di'+'v>')}});\n", bytes / 4);
  html += "</script>\n<style>" + repeated(".side>li{margin:0 4px;color:#333}\n", bytes / 10) +
          "</style></head>\n<body class=\"page\">\n<ul class=\"menu\" id=\"nav\">\n";
  html += repeated(
      "<li class=\"item\"><a href=\"/dept/list?id=12&amp;p=1\" title=\"x\">Orthopedics</a></li>\n",
      bytes / 8);
  html += "</ul>\n<div id=\"main\"><h1>Back pain after childbirth</h1>\n";
  while (html.size() < bytes * 4 / 5) {
    html += "<h2 class=\"t\">What helps?</h2>\n";
    for (int paragraph = 0; paragraph < 4; ++paragraph) {
      html += "<p style=\"text-indent:2em\">";
      html += picker.pick(english());
      html += "<b>";
      html += picker.pick(english());
      html += "</b> 10<sup>9</sup>/L&nbsp;&mdash; ";
      html += picker.pick(chinese());
      html += "</p>\n";
    }
    html += "<ol>";
    for (int item = 0; item < 4; ++item) {
      html += "<li>";
      html += picker.pick(english());
      html += "</li>\n";
    }
    html += "</ol><table><tr><td>Dose</td><td>400 mg</td></tr></table>\n";
  }
  html += "</div>\n<div class=\"related\">\n";
  html += repeated(
      "<a href=\"/qa/12345.html\" target=\"_blank\"><span>Related question</span></a><br>\n",
      bytes > html.size() ? bytes - html.size() : 0);
  return html + "</div></body></html>\n";
}

std::string portal_page(std::size_t bytes) {
  Picker picker;
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
      "<title>产后腰痛怎么办_健康百科_示例健康网</title>\n"
      "<meta name=\"description\" content=\"产后腰痛的原因、检查和护理\">"
      "<link rel=\"canonical\" href=\"https://www.example.com/article/12345.html\">\n<style>";
  html += repeated(".g-side .m-list>li a:hover{margin:0 4px;color:#333;background:url(/i/a.png)}\n",
                   bytes / 7);
  html += "</style>\n<script>";
  html += repeated("var q=q||[];q.push(function(){if(a<b&&c>d){t('</di'+'v>')}});\n", bytes / 3);
  html += "</script></head>\n<body class=\"page\">\n<div class=\"g-head\"><ul class=\"m-nav\">\n";
  html += repeated(
      "<li class=\"item\"><a class=\"lnk\" "
      "href=\"https://www.example.com/dept/list?id=12&amp;p=1\" "
      "data-track=\"nav:12:34:56\" target=\"_blank\" title=\"骨科\">骨科</a></li>\n",
      bytes / 14);
  html +=
      "</ul></div>\n<div class=\"g-main\"><div class=\"m-article\"><h1>产后腰痛怎么办</h1>\n"
      "<div class=\"info\"><span>2020-04-23 08:30</span> <span>来源：示例健康网</span></div>\n";
  std::size_t text = 0;
  for (int paragraph = 0; text < bytes * 6 / 100; ++paragraph) {
    if (paragraph % 6 == 0)
      html += "<h2 class=\"tit\" id=\"s1\"><span>怎样缓解疼痛？</span></h2>\n";
    html += "<p style=\"text-indent:2em\" data-p=\"12\">";
    for (int sentence = 0; sentence < 3; ++sentence) {
      const std::string_view said = picker.pick(chinese());
      html += sentence == 1 ? "<strong>" + std::string(said) + "</strong>" : std::string(said);
      text += said.size();
    }
    html += "</p>\n";
    if (paragraph % 4 == 0) {
      html +=
          "<div class=\"pic\"><img src=\"https://img.example.com/2020/04/23/0123456789.jpg\" "
          "width=\"600\" height=\"400\" alt=\"\"></div>\n";
    }
  }
  html += "</div>\n<div class=\"m-related\"><h3>相关阅读</h3><ul>\n";
  const std::size_t links = bytes > html.size() ? bytes - html.size() : 0;
  html += repeated(
      "<li class=\"m-related-item\"><a class=\"lnk\" "
      "href=\"https://www.example.com/qa/12345.html\" "
      "target=\"_blank\" data-track=\"related:12:34:56:78\" data-index=\"7\"><img class=\"thumb\" "
      "src=\"https://img.example.com/2020/04/23/9876543210_120x90.jpg\" alt=\"\">"
      "<span class=\"t\">腰痛时能做哪些运动</span></a></li>\n",
      links);
  return html + "</ul></div></div></body></html>\n";
}

std::string text_page(std::size_t bytes) {
  Picker picker;
  std::string text = "Back pain after childbirth\nHello, doctor.\n";
  const auto lines_until = [&](std::size_t size) {
    while (text.size() < size) {
      text += picker.pick(english());
      text.back() = '\n';
    }
  };
  lines_until(bytes / 4);
  text +=
      "Miss Lin, 30~39 year old female. Ask Date: 2020/04/23\nDr. Gao Ruiming reply "
      "Rehabilitation\n";
  lines_until(bytes / 2);
  text += "Reply Date: 2020/04/23\nMore Info\n";
  lines_until(bytes);
  return text;
}

}  // namespace medloom::bench

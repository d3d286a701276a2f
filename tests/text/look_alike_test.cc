#include "text/look_alike.h"

#include <gtest/gtest.h>

namespace medloom::text {
namespace {

TEST(LookAlike, AsksICU) {
  const std::pair<char32_t, char> kCases[] = {
      {U'а', 'a'}, {U'е', 'e'}, {U'о', 'o'}, {U'р', 'p'}, {U'с', 'c'}, {U'х', 'x'}, {U'у', 'y'},
      {U'і', 'i'}, {U'А', 'A'}, {U'С', 'C'}, {U'Н', 'H'}, {U'Β', 'B'}, {U'Ο', 'O'}, {U'ο', 'o'},
      {U'І', 'I'}, {U'ж', 0},   {U'Щ', 0},   {U'a', 0},   {U'Ω', 0},   {U'中', 0},  {0, 0}};
  for (const auto& [letter, latin] : kCases) {
    EXPECT_EQ(latin_look_alike(letter), latin) << static_cast<std::uint32_t>(letter);
  }
}

TEST(LookAlike, GreekOfMedicineIsNotForeign) {
  for (const char32_t c : U"αβγδεκλμπσωΔΩΣ") EXPECT_FALSE(c != 0 && is_foreign_letter(c));
  for (const char32_t c : {U'ο', U'ν', U'Β', U'а', U'ж'}) EXPECT_TRUE(is_foreign_letter(c));
}

TEST(LookAlike, ScriptsThatBelongTogetherDoNotMix) {
  for (const char* word : {"p\u0430racetamol", "\u0420anadol", "видeo"}) {
    EXPECT_TRUE(mixes_scripts(word)) << word;
  }
  for (const char* word : {"paracetamol", "維生素B", "Tシャツ", "блокада", ""}) {
    EXPECT_FALSE(mixes_scripts(word)) << word;
  }
}

TEST(LookAlike, AWordIsReadInLatinLettersOrNotAtAll) {
  EXPECT_EQ(latin_reading("p\u0430r\u0430cet\u0430mol"), "paracetamol");
  EXPECT_EQ(latin_reading("widже"), std::nullopt);
}

}  // namespace
}  // namespace medloom::text

#include "align/settled_links.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace duban {
namespace {

constexpr LinkType kSame = LinkType::kSame;
constexpr LinkType kRelated = LinkType::kRelated;

std::string shown(const SettledLinks& links) {
  std::string out;
  for (const SettledLink& link : links.links) {
    out += fmt::format("{}{}>{}{}{}", out.empty() ? "" : " ", link.from, link.to,
                       !link.holds          ? " removed"
                       : link.type == kSame ? ""
                                            : " related",
                       link.disagrees ? "!" : "");
  }
  return out;
}

TEST(SettledLinks, WithoutAPersonsWordTheProgramsStand) {
  const auto links = settle_links({"1", "2"}, {"1", "2", "3"},
                                  {{"1", "1", kSame}, {"1", "2", kSame}, {"2", "3", kRelated}}, {});
  EXPECT_EQ(shown(links), "1>1 1>2 2>3 related");
  EXPECT_EQ(links.split, std::vector<std::string>{"1"});
  EXPECT_EQ(links.dropped, std::vector<std::string>{"2"});
  EXPECT_EQ(links.added, std::vector<std::string>{"3"});
}

TEST(SettledLinks, APersonsWordStandsAndADifferenceShows) {
  const std::vector<LinkEnds> proposed = {{"1", "1", kSame}, {"2", "2", kRelated}, {"3", "3", kSame}};
  const auto links = settle_links({"1", "2", "3", "4"}, {"1", "2", "3", "4"}, proposed,
                                  {{{"1", "1", kSame}, LinkDecision::kConfirm},
                                   {{"2", "2", kSame}, LinkDecision::kCorrect},
                                   {{"3", "3", kSame}, LinkDecision::kRemove},
                                   {{"4", "4", kSame}, LinkDecision::kAdd}});
  EXPECT_EQ(shown(links), "1>1 2>2! 3>3 removed! 4>4");
  EXPECT_EQ(links.dropped, std::vector<std::string>{"3"});
  // Of two words about one link the later one holds.
  EXPECT_EQ(shown(settle_links(
                {"1"}, {"1"}, {{"1", "1", kSame}},
                {{{"1", "1", kSame}, LinkDecision::kRemove}, {{"1", "1", kSame}, LinkDecision::kConfirm}})),
            "1>1");
}

TEST(SettledLinks, EndsThatNoSideHasAreLeftOut) {
  EXPECT_EQ(shown(settle_links({"1"}, {"1"}, {{"1", "9", kSame}}, {{{"8", "1", kSame}, LinkDecision::kAdd}})),
            "");
}

TEST(SettledLinks, WordsOfDecisions) {
  for (const auto each :
       {LinkDecision::kConfirm, LinkDecision::kCorrect, LinkDecision::kAdd, LinkDecision::kRemove})
    EXPECT_EQ(link_decision_from_word(to_word(each)), each);
  EXPECT_FALSE(link_decision_from_word("maybe"));
}

}  // namespace
}  // namespace duban

#include "mlir_rl/kernel_report/kernel_report.h"

#include <gmock/gmock.h>

#include "mlir_rl/kernel_report/pictures.h"
#include "mlir_rl/kernel_report/sections.h"
#include "mlir_rl/kernel_set/fakes_test.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

bool never() { return false; }

std::string textOf(const std::vector<std::string> &words) {
  std::string text;
  for (const std::string &paragraph : words) text += paragraph + "\n";
  return text;
}

/// Seven rows of each of six structures, of which five may stay; the fourth structure never does.
class KernelReport : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    TemporaryFolder folder;
    auto crash = [](const Module &module) {
      if (depthOf(module) == 4) raise(SIGILL);
    };
    generated(folder.path(), fakeSource(7, crash), 42);
    Result<SetView> view = SetView::open(folder.path());
    ASSERT_TRUE(view.has_value()) << view.error().message;
    Result<SetFacts> facts = factsOf(*view, {.xz = Form::cpp}, never);
    ASSERT_TRUE(facts.has_value()) << facts.error().message;
    facts_ = *std::move(facts);
  }
  static inline SetFacts facts_;
};

TEST_F(KernelReport, SummarisesSizeAndQuality) {
  ReportSection section = summarySection(facts_);
  EXPECT_THAT(textOf(section.words), HasSubstr("version 7, seed 0); the forms by fake 1"));
  ASSERT_THAT(section.tables, SizeIs(2));
  EXPECT_THAT(section.tables[0].rows[0], ElementsAre("kernels", "25", "of 42 that were made"));
  EXPECT_THAT(section.tables[0].rows, Contains(ElementsAre("families", "2", "the largest has 60.0 %")));
  EXPECT_THAT(section.tables[1].rows, Contains(ElementsAre("distinct structures", "5", "20.0 %")));
  EXPECT_THAT(section.tables[1].rows, Contains(ElementsAre("structures in two splits", "0", "0.0 %")));
}

TEST_F(KernelReport, SaysWhenShardsAreMissing) {
  SetFacts facts = facts_;
  facts.stats.missing = {"1/2"};
  EXPECT_THAT(textOf(summarySection(facts).words), HasSubstr("shards 1/2 are not there"));
  EXPECT_THAT(methodSection(facts).examples[0].panes[0].text, Not(HasSubstr("--count")));
}

TEST_F(KernelReport, NamesTheCommand) {
  SetFacts facts = facts_;
  EXPECT_EQ(methodSection(facts).examples[0].panes[0].text, "mlir-rl kernels generate --seed 0 --count 42 --out DIR");
  facts.stats.header.options.families = {"even", "odd"};
  facts.stats.header.options.forms = {Form::cpp, Form::llvmO2};
  facts.stats.header.options.quota = 2;
  EXPECT_EQ(methodSection(facts).examples[0].panes[0].text,
            "mlir-rl kernels generate --seed 0 --families even,odd --forms cpp,llvm-o2 --quota 2 --count 42 --out DIR");
  EXPECT_THAT(textOf(methodSection(facts).words), HasSubstr("runs the kernel on 3 input sets"));
}

TEST_F(KernelReport, HasARowForEachForm) {
  ReportSection sizes = sizesSection(facts_);
  EXPECT_THAT(sizes.tables[0].rows, SizeIs(1 + defaultForms().size()));
  EXPECT_EQ(sizes.tables[0].rows[0][0], "python");
  ASSERT_THAT(sizes.tables, SizeIs(2));
  EXPECT_THAT(sizes.tables[1].rows, ElementsAre(ElementsAre("ptx: needs libdevice", "10", "40.0 %")));
  ReportSection lengths = lengthsSection(facts_);
  EXPECT_THAT(lengths.tables[0].rows, SizeIs(1 + defaultForms().size()));
  EXPECT_EQ(lengths.tables[0].rows[0][7], "7") << "median lines of the Python text";
}

TEST_F(KernelReport, HasARowForEachFamily) {
  ReportSection section = familiesSection(facts_);
  ASSERT_THAT(section.tables[0].rows, SizeIs(2));
  std::vector<std::string> row = section.tables[0].rows[0];
  row.erase(row.begin() + 5);  // median tokens
  EXPECT_THAT(row, ElementsAre("even", "10", "40.0 %", "2", "7", "4", "0", "7"));
}

TEST_F(KernelReport, SaysWhatOfTheLanguageIsUsedAndWhatNot) {
  ReportSection section = languageSection(facts_);
  std::string words = textOf(section.words);
  EXPECT_THAT(words, HasSubstr("Of builtins 1 of " + std::to_string(builtins().size()) + " occur. Not used: "));
  EXPECT_THAT(words, HasSubstr("a - b"));
  EXPECT_THAT(words, Not(HasSubstr("a + b")));
  EXPECT_THAT(section.tables[0].rows, ElementsAre(ElementsAre("a + b", "25", "100.0 %")));
  EXPECT_EQ(section.tables[0].title, "Builtins");
}

TEST_F(KernelReport, CutsLongTablesIntoPieces) {
  SetFacts facts = facts_;
  for (int i = 0; i < 80; ++i) facts.stats.uses["builtins"]["b" + std::to_string(i)] = 1;
  ReportSection section = languageSection(facts);
  ASSERT_THAT(section.tables, SizeIs(::testing::Ge(3)));
  EXPECT_EQ(section.tables[0].title, "Builtins, 1 to 27");
  EXPECT_EQ(section.tables[2].title, "Builtins, 55 to 81");
  EXPECT_THAT(section.tables[2].rows, SizeIs(27));
}

TEST_F(KernelReport, CountsDuplicatesLeaksAndTroubles) {
  ReportSection duplicates = duplicatesSection(facts_);
  EXPECT_THAT(duplicates.tables[0].rows[1], ElementsAre("renamed", "the tree without names", "25", "0", "0.0 %"));
  EXPECT_THAT(duplicates.tables[2].rows,
              ElementsAre(ElementsAre("its structure is there often enough", "10", "23.8 %")));
  ReportSection splits = splitsSection(facts_);
  EXPECT_THAT(textOf(splits.words), HasSubstr("Structures in two splits: 0."));
  EXPECT_THAT(splits.tables[0].rows, SizeIs(3));
  ReportSection refused = refusedSection(facts_);
  EXPECT_THAT(refused.tables[1].rows, ElementsAre(ElementsAre("forms: crashed: SIGILL", "7", "16.7 %")));
}

TEST_F(KernelReport, SaysWhatRanAndWhatOptimisationDoes) {
  EXPECT_THAT(checksSection(facts_).tables[0].rows, ElementsAre(ElementsAre("copy", "25", "100.0 %")));
  ReportSection optimisation = optimisationSection(facts_);
  EXPECT_THAT(optimisation.tables[0].rows, ElementsAre(ElementsAre("O0 differs from O2", "25", "100.0 %"),
                                                       ElementsAre("O2 differs from O3", "0", "0.0 %")));
}

TEST_F(KernelReport, ShowsSamplesBesideTheirForms) {
  ReportSection section = samplesSection(facts_);
  ASSERT_THAT(section.examples, SizeIs(2)) << "two families";
  ASSERT_THAT(section.examples[0].panes, SizeIs(4));
  EXPECT_THAT(section.examples[0].panes[0].title, HasSubstr("python, 7 lines"));
  EXPECT_THAT(section.examples[0].panes[0].text, HasSubstr("@wp.kernel"));
  EXPECT_THAT(section.examples[0].panes[1].text, HasSubstr("of depth"));
}

TEST_F(KernelReport, CutsLongSamples) {
  SetFacts facts = facts_;
  facts.samples.resize(1);
  std::string text;
  for (int i = 0; i < 305; ++i) text += "x\n";
  facts.samples[0].python = text;
  facts.samples[0].row.python = {.hash = "h", .bytes = 610, .lines = 305, .tokens = 305};
  std::string shown = samplesSection(facts).examples[0].panes[0].text;
  EXPECT_EQ(shown, text.substr(0, 600) + "... 5 more lines\n");
}

TEST_F(KernelReport, SaysWhatAContextHolds) {
  ReportSection section = trainingSection(facts_);
  const ReportTable &table = section.tables[0];
  ASSERT_THAT(table.rows, SizeIs(defaultForms().size() + 2 + 2));
  EXPECT_EQ(table.columns.size(), table.rows[0].size());
  EXPECT_EQ(table.rows[0][1], "python to cpp");
  EXPECT_EQ(table.rows[0].back(), "100.0 %");
  EXPECT_THAT(textOf(limitsSection(facts_).words), HasSubstr("No run of these forms is recorded: cpp, cuda"));
}

TEST_F(KernelReport, DrawsHistogramsAndFamilies) {
  std::vector<Picture> pictures = lengthPictures(facts_.profile);
  ASSERT_THAT(pictures, SizeIs(1 + defaultForms().size()));
  double sum = 0;
  for (const Point &point : pictures[0].panels[0].series[0].points) sum += point.y;
  EXPECT_NEAR(sum, 100, 1e-9);
  Picture families = familyPicture(facts_.profile);
  EXPECT_EQ(families.panels[0].y.tics[0].text, "odd") << "the largest first";
  EXPECT_EQ(families.panels[0].series[0].points[0].x, 15);
}

TEST_F(KernelReport, IsOneFileWithEverythingInIt) {
  Result<Report> report = kernelReport(facts_, "Kernels", "of a test");
  ASSERT_TRUE(report.has_value()) << report.error().message;
  Result<std::string> html = reportHtml(*report);
  ASSERT_TRUE(html.has_value()) << html.error().message;
  for (const char *part : {"Summary", "Method", "Sizes", "Lengths", "Families", "Language", "Duplicates", "Splits",
                           "Checks", "Optimisation", "Rows left out", "Samples", "Training on it", "Limits"})
    EXPECT_THAT(*html, HasSubstr("<h2>" + std::string(part) + "</h2>"));
  EXPECT_THAT(*html, HasSubstr("<svg"));
  EXPECT_THAT(*html, HasSubstr("out: wp.array(dtype=")) << "code";
  for (const char *bad : {"src=", "href=\"http", "{{"}) EXPECT_THAT(*html, Not(HasSubstr(bad)));
}

TEST(KernelReports, OfNothingAreRefused) {
  TemporaryFolder folder;
  generated(folder.path(), fakeSource(1, [](const Module &) { raise(SIGILL); }), 2);
  Result<SetView> view = SetView::open(folder.path());
  ASSERT_TRUE(view.has_value()) << view.error().message;
  Result<SetFacts> facts = factsOf(*view, {}, never);
  ASSERT_FALSE(facts.has_value());
  EXPECT_THAT(facts.error().message, HasSubstr("nothing to report"));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing

#include "mlir_rl/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mlir_rl/report/sections.h"

namespace mlir_rl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Report, EscapesWordsAndKeepsPictures) {
  Report report{.title = "a < b",
                .subtitle = "c & d",
                .sections = {{.title = "One part",
                              .words = {"x > y"},
                              .tables = {{.title = "", .columns = {"name", "n"}, .rows = {{"<script>", "1"}}}},
                              .pictures = {"<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg><g/></svg>"}}}};
  auto html = reportHtml(report);
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_THAT(*html, HasSubstr("<h1>a &lt; b</h1>"));
  EXPECT_THAT(*html, HasSubstr("c &amp; d"));
  EXPECT_THAT(*html, HasSubstr("<a href=\"#One-part\">One part</a>"));
  EXPECT_THAT(*html, HasSubstr("<p>x &gt; y</p>"));
  EXPECT_THAT(*html, HasSubstr("<td class=\"text\">&lt;script&gt;</td><td>1</td>"));
  EXPECT_THAT(*html, HasSubstr("<figure><svg><g/></svg></figure>"));
  EXPECT_THAT(*html, Not(HasSubstr("<?xml")));
  EXPECT_THAT(*html, Not(HasSubstr("<h3>"))) << "a table without a title has none of its section";
  EXPECT_THAT(*html, Not(HasSubstr("{{")));
}

TEST(Report, CodeIsShownAsItIs) {
  Report report{
      .title = "t",
      .sections = {{.title = "Code",
                    .tables = {{.columns = {"a", "b", "n"}, .rows = {{"1", "2", "3"}}, .texts = 2}},
                    .examples = {{.title = "One", .words = "x & y", .panes = {{"p", "  a < b\n\tc"}, {"q", ""}}},
                                 {.panes = {{"alone", "d"}}}},
                    .beside = true}}};
  auto html = reportHtml(report);
  ASSERT_TRUE(html) << html.error().message;
  EXPECT_THAT(*html, HasSubstr("<h3>One</h3>\n<p>x &amp; y</p>"));
  EXPECT_THAT(*html, HasSubstr("<h4>p</h4><pre>  a &lt; b\n\tc</pre>"));
  EXPECT_THAT(*html, HasSubstr("<td class=\"text\">2</td><td>3</td>"));
  EXPECT_THAT(*html, HasSubstr("<div class=\"beside\">"));
  size_t second = html->find("<h4>alone</h4>");
  ASSERT_NE(second, std::string::npos);
  EXPECT_EQ(html->find("<h3>One</h3>", html->find("<h4>q</h4>")), std::string::npos)
      << "an example without a title does not take its neighbour's";
}

ProgramEvaluation rowOf(const std::string &name, double seconds, const std::string &outcome) {
  ProgramEvaluation row{.name = name, .hash = name, .opType = "contraction", .flops = 2e6};
  row.setup.policy = "none";
  row.versions = {{.name = "unscheduled", .seconds = 8e-3, .spread = 0.01, .samples = 9},
                  {.name = "default", .outcome = outcome, .message = "why", .seconds = seconds, .samples = 9}};
  return row;
}

TEST(Report, AnEvaluationHasItsTables) {
  EvaluationTable table;
  table.rows = {rowOf("good", 2e-3, "ok"), rowOf("bad", 0, "crash")};
  std::vector<ReportSection> sections = evaluationSections(table);
  ASSERT_EQ(sections.size(), 2u);
  ASSERT_EQ(sections[0].tables.size(), 2u) << "all, by class";
  ASSERT_EQ(sections[1].tables.size(), 2u) << "every program, what failed";
  EXPECT_THAT(sections[1].tables[0].rows[0],
              ElementsAre("good", "contraction", "2.00 M", "8.00 ms ±0.5 %", "2.00 ms ±0.0 %, 4.00x"));
  EXPECT_THAT(sections[1].tables[0].rows[1], ElementsAre("bad", "contraction", "2.00 M", "8.00 ms ±0.5 %", "crash"));
  EXPECT_THAT(sections[1].tables[1].rows, ElementsAre(ElementsAre("bad", "default", "crash", "why")));
}

TEST(Report, ARunHasItsSettings) {
  TrainingRun run{.folder = "r", .name = "run_1", .model = "lstm", .environment = "programs", .seed = "1"};
  run.setup = R"({"clip_epsilon": 0.2, "model_type": "lstm"})";
  run.metrics = {{"iteration", {{1, 1}, {2, 2}}}, {"charts/episodic_return", {{1, 0.5}, {2, 0.25}}}};
  std::vector<ReportSection> sections = trainingSections(run);
  ASSERT_EQ(sections.size(), 2u);
  EXPECT_EQ(sections[0].title, "Training run_1");
  EXPECT_THAT(sections[0].tables[0].rows,
              ElementsAre(ElementsAre("charts/episodic_return", "0.2500", "0.5000 (iteration 1)")));
  EXPECT_THAT(sections[1].tables[0].rows,
              ElementsAre(ElementsAre("clip_epsilon", "0.2"), ElementsAre("model_type", "lstm")));
}

}  // namespace
}  // namespace mlir_rl

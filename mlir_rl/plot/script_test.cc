#include "mlir_rl/plot/script.h"

#include <gmock/gmock.h>

#include "mlir_rl/plot/gnuplot.h"
#include "mlir_rl/plot/stroke.h"

namespace mlir_rl {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Picture small() {
  Panel panel{.title = "loss", .x = {.title = "iteration"}, .y = {.title = "nats", .ratio = true}};
  panel.series = {{"it's", Look::line, 0, {{1, 2}, {2, 4}}}, {"", Look::dashed, kBlack, {{1, 3}}}};
  panel.references = {{1, "rules"}};
  return {.name = "small", .title = "Title", .subtitle = "below", .panels = {panel}};
}

TEST(Script, SmallPictureIsAsExpected) {
  EXPECT_EQ(gnuplotScript(small(), PictureFormat::svg),
            R"PLOT(set terminal svg size 400,368 font 'sans-serif,10' noenhanced background '#FFFFFF'
set encoding utf8
set border 3 linecolor rgb '#666666'
set tics nomirror out scale 0.5 textcolor rgb '#222222'
set grid linecolor rgb '#E2E2E2' linewidth 1 linetype 1
unset key
$p0s0 << EOD
1 2
2 4
EOD
$p0s1 << EOD
1 3
EOD
set multiplot
set origin 0,0.0923913043
set size 1,0.733695652
set title 'loss; dashed: rules' font ',11' offset 0,-0.4
set lmargin 10.5; set rmargin 2.5; set tmargin 2; set bmargin 3.4
set xlabel 'iteration' offset 0,0.4
unset logscale x
set xrange [0.94:2.06] noreverse
set xtics ('1' 1, '1.5' 1.5, '2' 2)
set ylabel 'nats'
set logscale y
set yrange [0.920187651:4.34693945] noreverse
set ytics ('1' 1, '2' 2)
set arrow from graph 0, first 1 to graph 1, first 1 nohead dashtype 2 linewidth 1.3 linecolor rgb '#666666'
plot $p0s0 using 1:2 with lines linewidth 2 linecolor rgb '#0072B2', $p0s1 using 1:2 with lines linewidth 2 dashtype 2 linecolor rgb '#222222'
unset arrow
set origin 0,0; set size 1,1
set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0
unset border; unset tics; unset grid; unset title; unset xlabel; unset ylabel; unset logscale
set label 'Title' at screen 0.5, screen 0.945652174 center font ',14' textcolor rgb '#111111'
set label 'below' at screen 0.5, screen 0.880434783 center font ',10' textcolor rgb '#444444'
set key at screen 0.5, screen 0.0461956522 center center horizontal Left reverse samplen 2.5 width 2 maxcols 3
plot [0:1] [0:1] -1 notitle, keyentry with lines linewidth 2 linecolor rgb '#0072B2' title 'it''s'
unset multiplot
)PLOT");
}

TEST(Script, TextsCannotLeaveTheirQuotes) {
  EXPECT_EQ(quoted("it's\n`x`"), "'it''s `x`'");
  EXPECT_EQ(numeral(1.0 / 3), "0.333333333");
}

TEST(Script, ColoursRepeatWithOtherDashes) {
  Series first{.colour = 0}, eighth{.colour = 7};
  EXPECT_THAT(strokeText(first), Not(HasSubstr("dashtype")));
  EXPECT_THAT(strokeText(eighth), HasSubstr("dashtype 3 linecolor rgb '#0072B2'"));
  EXPECT_EQ(colourText(kBlack, false), "'#222222'");
}

TEST(Script, BarsOfCountsStartAtZero) {
  Panel panel{.x = {.fromZero = true}, .y = {.tics = {{0, "a"}}}, .series = {{"", Look::bars, 0, {{7, 0}}}}};
  Picture picture{.barHeight = 0.5, .barStart = 0, .panels = {panel}};
  EXPECT_THAT(gnuplotScript(picture, PictureFormat::svg), HasSubstr("\n7 0 0 7 -0.25 0.25 0 0\n"));
  picture.barStart = 1;
  EXPECT_THAT(gnuplotScript(picture, PictureFormat::svg), HasSubstr("\n7 0 1 7 -0.25 0.25 0 0\n"));
}

TEST(Gnuplot, DrawsBothKinds) {
  Result<std::string> png = runGnuplot(gnuplotScript(small(), PictureFormat::png));
  ASSERT_TRUE(png) << png.error().message;
  EXPECT_THAT(*png, StartsWith("\x89PNG"));
  Result<std::string> svg = runGnuplot(gnuplotScript(small(), PictureFormat::svg));
  ASSERT_TRUE(svg) << svg.error().message;
  EXPECT_THAT(*svg, HasSubstr("it's"));
  EXPECT_THAT(*svg, HasSubstr("</svg>"));
}

TEST(Gnuplot, FillsHistograms) {
  Panel panel{.x = {.ratio = true}, .series = {{"", Look::filled, 0, {{8, 0.25}, {10, 0.75}, {12, 0}}}}};
  Result<std::string> svg = runGnuplot(gnuplotScript({.panels = {panel}}, PictureFormat::svg));
  ASSERT_TRUE(svg) << svg.error().message;
  EXPECT_THAT(*svg, HasSubstr("<polygon")) << "an area";
}

TEST(Gnuplot, ItsComplaintsAreErrors) {
  Result<std::string> nothing = runGnuplot("plot 'no such file'\n");
  ASSERT_FALSE(nothing);
  EXPECT_THAT(nothing.error().message, HasSubstr("no such file"));
  EXPECT_FALSE(runGnuplot(""));
}

}  // namespace
}  // namespace mlir_rl

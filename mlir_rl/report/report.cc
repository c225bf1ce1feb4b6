#include "mlir_rl/report/report.h"

#include <kainjow/mustache.hpp>

namespace mlir_rl {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using kainjow::mustache::object;

constexpr const char *kTemplate = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<style>
  :root { color-scheme: light; }
  body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 1240px; margin: 2em auto; padding: 0 1.5em; }
  h1 { font-size: 1.6em; margin: 0; }
  h2 { font-size: 1.2em; margin: 2.2em 0 .4em; border-bottom: 1px solid #ddd; padding-bottom: .2em; }
  h3 { font-size: 1em; margin: 1.4em 0 .3em; }
  .subtitle { color: #666; margin: .2em 0 1em; }
  nav a { display: inline-block; margin-right: 1.2em; color: #1b5e9b; text-decoration: none; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; font-size: .9em; }
  th, td { padding: .25em .8em; text-align: right; border-bottom: 1px solid #eee; font-variant-numeric: tabular-nums; white-space: nowrap; }
  th.text, td.text { text-align: left; }
  td.text + td.text { white-space: normal; min-width: 16em; max-width: 44em; }
  thead th { border-bottom: 1px solid #999; font-weight: 600; }
  tbody tr:hover { background: #f4f7fa; }
  figure { margin: 1em 0; }
  figure svg { max-width: 100%; height: auto; }
  .beside { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0 2.2em; }
  .beside > * { max-width: 100%; }
  .beside figure { margin: .4em -1em .4em 0; }
  .panes { margin: 1em 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28em), 1fr)); gap: 1em; }
  .pane { min-width: 0; border: 1px solid #ddd; border-radius: 4px; }
  .pane h4 { margin: 0; padding: .3em .8em; font-size: .85em; font-weight: 600; background: #f4f7fa; border-bottom: 1px solid #ddd; }
  .pane pre { margin: 0; padding: .6em .8em; max-height: 30em; overflow: auto; font: 12.5px/1.45 ui-monospace, monospace; tab-size: 4; }
  @media (max-width: 600px) { body { margin: 1em auto; padding: 0 .9em; } th, td { padding: .25em .5em; } }
</style>
</head>
<body>
<h1>{{title}}</h1>
<p class="subtitle">{{subtitle}}</p>
<nav>{{#sections}}<a href="#{{id}}">{{title}}</a>{{/sections}}</nav>
{{#sections}}
<section id="{{id}}">
<h2>{{title}}</h2>
{{#words}}<p>{{.}}</p>
{{/words}}
<div{{#beside}} class="beside"{{/beside}}>
{{#tables}}
<div>{{#title}}<h3>{{title}}</h3>{{/title}}
<div class="scroll"><table>
<thead><tr>{{#columns}}<th{{#isText}} class="text"{{/isText}}>{{text}}</th>{{/columns}}</tr></thead>
<tbody>
{{#rows}}<tr>{{#cells}}<td{{#isText}} class="text"{{/isText}}>{{text}}</td>{{/cells}}</tr>
{{/rows}}</tbody>
</table></div></div>
{{/tables}}
</div>
<div{{#beside}} class="beside"{{/beside}}>
{{#pictures}}<figure>{{{.}}}</figure>
{{/pictures}}
</div>
{{#examples}}
{{#title}}<h3>{{title}}</h3>{{/title}}
{{#words}}<p>{{words}}</p>{{/words}}
<div class="panes">
{{#panes}}<div class="pane"><h4>{{title}}</h4><pre>{{text}}</pre></div>
{{/panes}}
</div>
{{/examples}}
</section>
{{/sections}}
</body>
</html>
)html";

data listOf(const std::vector<std::string> &texts) {
  data list(data::type::list);
  for (const std::string &text : texts) list.push_back(text);
  return list;
}

template <class T, class F>
data listOf(const std::vector<T> &values, F toData) {
  data list(data::type::list);
  for (const T &value : values) list.push_back(toData(value));
  return list;
}

/// Nothing for an empty text.
data maybe(const std::string &text) { return text.empty() ? data(false) : data(text); }

data cellsOf(const std::vector<std::string> &cells, size_t texts) {
  data list(data::type::list);
  for (size_t i = 0; i < cells.size(); ++i) list.push_back(object{{"text", cells[i]}, {"isText", data(i < texts)}});
  return list;
}

data tableOf(const ReportTable &table) {
  auto rowOf = [&](const std::vector<std::string> &cells) -> data {
    return object{{"cells", cellsOf(cells, table.texts)}};
  };
  return object{{"title", maybe(table.title)},
                {"columns", cellsOf(table.columns, table.texts)},
                {"rows", listOf(table.rows, rowOf)}};
}

data paneOf(const ReportPane &pane) { return object{{"title", pane.title}, {"text", pane.text}}; }

data exampleOf(const ReportExample &example) {
  return object{
      {"title", maybe(example.title)}, {"words", maybe(example.words)}, {"panes", listOf(example.panes, paneOf)}};
}

/// What may stand within HTML: from the element itself on.
std::string elementOf(const std::string &svg) {
  size_t start = svg.find("<svg");
  return start == std::string::npos ? "" : svg.substr(start);
}

/// Letters and digits of a title, the others dashes.
std::string anchorOf(std::string title) {
  for (char &c : title)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '-';
  return title;
}

data sectionOf(const ReportSection &section) {
  std::vector<std::string> pictures;
  for (const std::string &svg : section.pictures) pictures.push_back(elementOf(svg));
  return object{{"id", anchorOf(section.title)},
                {"title", section.title},
                {"words", listOf(section.words)},
                {"pictures", listOf(pictures)},
                {"tables", listOf(section.tables, tableOf)},
                {"examples", listOf(section.examples, exampleOf)},
                {"beside", data(section.beside)}};
}

}  // namespace

Result<std::string> reportHtml(const Report &report) {
  mustache page(kTemplate);
  std::string html = page.render(
      object{{"title", report.title}, {"subtitle", report.subtitle}, {"sections", listOf(report.sections, sectionOf)}});
  if (!page.is_valid() || !page.error_message().empty())
    return failed("the report's template: " + page.error_message());
  return html;
}

}  // namespace mlir_rl

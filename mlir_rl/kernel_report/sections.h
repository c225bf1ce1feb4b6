#pragma once

/// \file
/// Parts of the report about a set, without pictures. Every number is one of the facts'.

#include "mlir_rl/kernel_report/facts.h"
#include "mlir_rl/report/report.h"

namespace mlir_rl::kernel {

ReportSection summarySection(const SetFacts &facts);
/// How kernels were made and what was checked, by what.
ReportSection methodSection(const SetFacts &facts);
/// Rows, bytes, tokens of each form; why forms are missing; how well it compresses.
ReportSection sizesSection(const SetFacts &facts);
/// Where pictures of lengths belong.
ReportSection lengthsSection(const SetFacts &facts);
/// Where the picture of families belongs.
ReportSection familiesSection(const SetFacts &facts);
/// Builtins, scalars, shapes, statements, expressions.
ReportSection languageSection(const SetFacts &facts);
ReportSection duplicatesSection(const SetFacts &facts);
ReportSection splitsSection(const SetFacts &facts);
/// What ran and agreed; outputs.
ReportSection checksSection(const SetFacts &facts);
/// Rows that are not in the set, and why.
ReportSection refusedSection(const SetFacts &facts);
/// What optimisation changes.
ReportSection optimisationSection(const SetFacts &facts);
ReportSection samplesSection(const SetFacts &facts);
/// Tasks, context lengths, commands.
ReportSection trainingSection(const SetFacts &facts);
ReportSection limitsSection(const SetFacts &facts);

}  // namespace mlir_rl::kernel

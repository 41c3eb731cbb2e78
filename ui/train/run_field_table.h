// The source rows of the parameter table, untranslated. Constant; only run_field.cpp reads them.
#pragma once

#include "ui/train/run_field.h"

#include <span>

namespace tiebreak {

struct RunFieldRow {
    const char* key;
    const char* group;
    const char* name;
    const char* words;
    RunField::Kind kind;
    NumberRange range{};
    const char* choices = ""; ///< with blanks between
    const char* methods = "";
    bool optional = false;
    bool common = false;
};

/// What every method has.
std::span<const RunFieldRow> sharedFieldRows();
/// The sections of the methods that learn from rows.
std::span<const RunFieldRow> methodFieldRows();
/// The section of PPO.
std::span<const RunFieldRow> ppoFieldRows();

} // namespace tiebreak

// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a job in one list: what they are called, their unit and range, how to read and set them.
// The file, `--set job.…`, the inspector and the checks all follow it, so a new field is one entry.
// Must not know who shows or stores them.
#pragma once

#include "model/site/job.h"

#include <optional>
#include <span>
#include <string_view>

namespace rackloom::model {

struct JobField {
    std::string_view key;      ///< "checkpoint_stall": stable, `--set job.checkpoint_stall=30s`
    std::string_view fileKey;  ///< in a design file; empty when the row's own description writes it
    std::string_view group, label;
    std::string_view unit;  ///< SI: "s", "1", "byte"
    double minimum = 0, maximum = 0;
    bool whole = false;
    bool mayBeEmpty = false;  ///< no value has a meaning of its own, see `hint`
    std::string_view hint;
    std::optional<double> (*read)(const Job&) = nullptr;
    /// No value only where mayBeEmpty says so. Takes any number; the checks refuse what is out of range.
    void (*assign)(Job&, std::optional<double>) = nullptr;
};

std::span<const JobField> jobFieldList();
const JobField* findJobField(std::string_view key);

}  // namespace rackloom::model

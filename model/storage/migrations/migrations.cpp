// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: this is the list.
#include "model/storage/migrations/migrations.h"

#include "model/storage/design_file.h"
#include "model/storage/json_writer.h"

#include <array>
#include <cmath>

namespace rackloom::model {

namespace {

constexpr std::array kMigrations{
    Migration{0, migration::v0ToV1},
};

Error at(const std::string& fileName, const JsonValue& v, std::string reason, std::string remedy) {
    return {fileName + ":" + std::to_string(v.line), std::move(reason), std::move(remedy)};
}

}  // namespace

Result<void> migrate(JsonValue& document, const std::string& fileName) {
    constexpr std::string_view kStampRemedy = "A Rackloom design starts with {\"format\": 1";
    if (document.object() == nullptr)
        return at(fileName, document, "expected an object, found " + std::string(document.kindName()),
                  std::string(kStampRemedy));
    JsonValue* stamp = document.find("format");
    if (stamp == nullptr)
        return at(fileName, document, "this is no Rackloom design: the key \"format\" is missing",
                  std::string(kStampRemedy));
    const double* format = stamp->number();
    if (format == nullptr || *format < 0 || *format != std::floor(*format))
        return at(fileName, *stamp, "format: expected a whole number", std::string(kStampRemedy));
    if (*format > kDesignFormat)
        return at(fileName, *stamp,
                  "this file needs Rackloom with format " + numberText(*format) +
                      "; this program reads up to " + std::to_string(kDesignFormat),
                  "Update the program");
    for (int from = static_cast<int>(*format); from < kDesignFormat; ++from) {
        const Migration& step = kMigrations[static_cast<std::size_t>(from)];
        if (Result<void> done = step.apply(document, fileName); !done) return done;
        document.find("format")->value = static_cast<double>(from + 1);
    }
    return {};
}

static_assert(kMigrations.size() == kDesignFormat, "every older format needs its step");

}  // namespace rackloom::model

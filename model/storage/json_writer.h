// SPDX-License-Identifier: GPL-3.0-or-later
// JsonWriter: JSON text with the line breaks put where a merge wants them. Numbers are written in the
// shortest form that reads back to the same bits, so equal values always give equal bytes.
// Must not know what the values mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rackloom::model {

/// Shortest decimal that reads back to the same double; "null" when not finite.
std::string numberText(double value);

inline constexpr int kNoBreak = -1;

class JsonWriter {
public:
    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }
    void key(std::string_view name);
    void text(std::string_view value);
    void number(double value);
    void truth(bool value);
    /// The next key, value or closing bracket starts on a line of its own, `indent` blanks in.
    void lineBreak(int indent = 0) { lineBreak_ = indent; }

    /// False once a number was not finite: such text would not load.
    bool allFinite() const { return allFinite_; }
    std::string take() && { return std::move(out_); }

private:
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void quote(std::string_view value);

    std::string out_;
    bool needsComma_ = false, afterKey_ = false, allFinite_ = true;
    int lineBreak_ = kNoBreak;
};

}  // namespace rackloom::model

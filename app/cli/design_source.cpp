// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/design_source.h"

#include "model/storage/catalog_loader.h"
#include "model/storage/design_file.h"
#include "model/storage/text_file.h"

#include <array>

namespace rackloom::app {

namespace {

constexpr std::string_view kStandardInput = "standard input";

std::string readAll(std::FILE* in) {
    std::string text;
    std::array<char, 65536> block{};
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), in))
        text.append(block.data(), n);
    return text;
}

}  // namespace

Result<model::SnapshotPtr> readDesign(const std::string& path, const Console& console) {
    if (path == "-") {
        const std::string text = readAll(console.in);
        if (text.empty())
            return Error{std::string(kStandardInput), "there is nothing to read",
                         "Pipe a design into it, or name a file."};
        Result<model::Snapshot> design = model::decodeDesign(text, std::string(kStandardInput));
        if (!design) return design.error();
        return model::SnapshotPtr(std::make_shared<const model::Snapshot>(std::move(design).value()));
    }
    return model::loadDesign(path);
}

Result<void> writeDesign(const model::Snapshot& design, const std::string& path, bool force,
                         const Console& console) {
    if (path == "-") {
        console.write(model::encodeDesign(design));
        return {};
    }
    // A folder is refused by whoever writes, with better words; in a pipe nothing is overwritten.
    if (!force && model::fileKind(path) == model::FileKind::File)
        return Error{path, "the file exists already", "Add --force to overwrite it, or choose another name."};
    return model::saveDesign(design, path);
}

Result<std::shared_ptr<const model::Catalog>> readCatalog() {
    Result<model::Catalog> catalog = model::loadCatalog();
    if (!catalog) return catalog.error();
    return std::make_shared<const model::Catalog>(std::move(catalog).value());
}

}  // namespace rackloom::app

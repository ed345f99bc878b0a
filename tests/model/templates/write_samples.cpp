// SPDX-License-Identifier: GPL-3.0-or-later
// Writes resources/samples and tests/data/templates from the templates as they are now. A person runs this
// after a meant change and reads the difference; the tests only compare.
#include "model/storage/catalog_loader.h"
#include "model/storage/design_file.h"
#include "model/templates/templates.h"
#include "tests/support/design_text.h"

#include <cstdio>
#include <fstream>

using namespace rackloom;
using namespace rackloom::model;

int main() {
    const Result<Catalog> catalog = loadCatalog(RACKLOOM_SOURCE_RESOURCES "/catalog");
    if (!catalog) {
        std::fprintf(stderr, "%s\n", catalog.error().text().c_str());
        return 1;
    }
    for (const Template& t : templates()) {
        const Result<Snapshot> design = buildTemplate(catalog.value(), t.id, {});
        if (!design) {
            std::fprintf(stderr, "%s\n", design.error().text().c_str());
            return 1;
        }
        std::ofstream(std::string(RACKLOOM_TEST_DATA "/templates/") + std::string(t.id) + ".txt")
            << fixtures::designText(design.value());
        if (t.id != "gb200-superpod") continue;
        const std::string path = RACKLOOM_SOURCE_RESOURCES "/samples/gb200-superpod.rackloom";
        if (const Result<void> saved = saveDesign(design.value(), path); !saved) {
            std::fprintf(stderr, "%s\n", saved.error().text().c_str());
            return 1;
        }
    }
    return 0;
}

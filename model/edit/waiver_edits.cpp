// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/waiver_edits.h"

#include "model/edit/rewrite.h"

#include <algorithm>

namespace rackloom::model {

WaiverId findWaiver(const Snapshot& s, std::string_view rule, std::vector<std::string> objects) {
    std::sort(objects.begin(), objects.end());
    WaiverId found;
    s.waivers.forEach([&](WaiverId id, const Waiver& waiver) {
        if (found.isValid() || waiver.rule != rule || waiver.objects.size() != objects.size()) return;
        if (std::is_permutation(waiver.objects.begin(), waiver.objects.end(), objects.begin())) found = id;
    });
    return found;
}

Edit waive(std::string rule, std::vector<std::string> objects, std::string reason) {
    std::sort(objects.begin(), objects.end());
    return {
        "Accept finding", {}, [rule, objects, reason = std::move(reason)](Transaction& tx) -> Result<void> {
            const WaiverId there = findWaiver(tx.draft(), rule, objects);
            if (there.isValid())
                tx.draft().waivers.write(tx.token(), there).reason = reason;
            else
                tx.draft().waivers.insert(tx.token(), {rule, objects, reason});
            return {};
        }};
}

Edit unwaive(std::string rule, std::vector<std::string> objects) {
    return {"Withdraw acceptance", {}, [rule, objects](Transaction& tx) -> Result<void> {
                const WaiverId there = findWaiver(tx.draft(), rule, objects);
                if (!there.isValid())
                    return Error{"finding " + rule, "it is not accepted", "Select an accepted finding."};
                tx.draft().waivers.erase(tx.token(), there);
                return {};
            }};
}

}  // namespace rackloom::model

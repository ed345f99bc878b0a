// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/catalog_codec.h"

namespace rackloom::model {

void describe(ObjectReader& in, CatalogSlot& slot) {
    in.counter("id", slot.id);
    in.text("type", slot.type);
    in.integer("u", slot.u, 1);
    in.word("face", slot.face, kFaceNames);
    in.optionalText("label", slot.label);
    in.optionalWord("side", slot.side, kPowerSideNames);
}

void describe(ObjectReader& in, CatalogDomain& domain) {
    in.text("name", domain.name);
    std::vector<SlotId> slots;
    in.ids("slots", slots);
    for (const SlotId id : slots)
        domain.slots.push_back(id.value);
}

void describe(ObjectReader& in, CatalogRack& rack) {
    in.text("key", rack.key);
    in.text("name", rack.name);
    in.text("enclosure", rack.enclosure);
    in.text("summary", rack.summary);
    in.objects("slots", rack.slots, "slot");
    in.objects("domains", rack.domains, "domain");
    in.optionalText("notes", rack.notes);
}

}  // namespace rackloom::model

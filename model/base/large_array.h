// SPDX-License-Identifier: GPL-3.0-or-later
// Room for arrays of many megabytes, in large pages where the system has them. The 394,416 cables of a large
// fabric take 16 MB: given out by 4 KiB, entering those pages one by one takes as long as writing the cables.
// Must not know what the arrays hold. Changes no value: without large pages it is a plain reserve().
#pragma once

#include <cstddef>
#include <vector>

namespace rackloom {

/// For memory that is about to be filled.
void preferLargePages(void* begin, std::size_t bytes);

template <class T> void reserveLarge(std::vector<T>& list, std::size_t count) {
    if (count <= list.capacity()) return;
    list.reserve(count);
    preferLargePages(list.data(), list.capacity() * sizeof(T));
}
template <class T> void resizeLarge(std::vector<T>& list, std::size_t count) {
    reserveLarge(list, count);
    list.resize(count);
}

}  // namespace rackloom

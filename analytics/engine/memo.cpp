// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/memo.h"

#include "analytics/engine/query.h"

namespace rackloom::analytics {

namespace {

std::string describe(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "an exception without a text";
    }
}

// Set while an entry is being refreshed: meeting it again means that a node needs itself.
class Running {
public:
    explicit Running(bool& flag) : flag_(flag) {
        RL_CHECK(!flag_);
        flag_ = true;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() { flag_ = false; }

private:
    bool& flag_;
};

}  // namespace

void Memo::advance(model::SnapshotPtr next) {
    RL_CHECK(next != nullptr);
    if (snapshot_ == next) return;
    if (snapshot_) {
        const model::Delta delta = model::diff(*snapshot_, *next);
        if (delta.empty()) {
            snapshot_ = std::move(next);
            return;
        }
        for (const auto& [mark, store] : stores_)
            store->touch(delta);
    }
    snapshot_ = std::move(next);
    ++revision_;
    // Whoever read an entry was verified no later than it, so readers leave in the same sweep.
    if (revision_ % kKeep == 0)
        for (const auto& [mark, store] : stores_)
            store->evictBefore(revision_ - kKeep);
}

void Memo::poll() const {
    if (stopWanted_ && stopWanted_()) throw Cancelled{};
}

void Memo::refresh(Entry& entry) {
    if (entry.verifiedAt_ == revision_) return;
    RL_CHECK(snapshot_ != nullptr);
    const Running running(entry.running_);
    const bool holds = entry.verifiedAt_ != 0 && (entry.isInput() ? !entry.touched_ : !readsChanged(entry));
    if (!holds) run(entry);
    entry.verifiedAt_ = revision_;
}

bool Memo::readsChanged(const Entry& entry) {
    for (Entry* read : entry.reads_) {
        refresh(*read);
        if (read->changedAt_ > entry.verifiedAt_) return true;
    }
    return false;
}

void Memo::run(Entry& entry) {
    poll();
    Query query(*this, ++runs_);
    if (log_) log_->push_back(entry.label());
    bool changed = false;
    try {
        changed = entry.run(*snapshot_, query) || entry.failure_ != nullptr;
        entry.failure_ = nullptr;
        entry.failureText_.clear();
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        std::string text = describe(std::current_exception());
        changed = entry.drop() || entry.failureText_ != text || entry.failure_ == nullptr;
        entry.failure_ = std::current_exception();
        entry.failureText_ = std::move(text);
    }
    entry.reads_ = std::move(query.reads_);
    entry.touched_ = false;
    if (changed) entry.changedAt_ = revision_;
}

void Memo::rethrowFailure(const Entry& entry) {
    if (entry.failure_) std::rethrow_exception(entry.failure_);
}

std::vector<std::string> Memo::takeLog() {
    std::vector<std::string> log;
    if (log_) log.swap(*log_);
    return log;
}

std::vector<std::string> Memo::dishonestInputs() const {
    std::vector<std::string> out;
    for (const auto& [mark, store] : stores_)
        store->dishonest(*snapshot_, out);
    return out;
}

std::size_t Memo::entryCount() const {
    std::size_t count = 0;
    for (const auto& [mark, store] : stores_)
        count += store->size();
    return count;
}

}  // namespace rackloom::analytics

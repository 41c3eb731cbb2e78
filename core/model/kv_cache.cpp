#include "model/kv_cache.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <cassert>

namespace tiebreak {

namespace {

bool dependsOnLength(const ModelConfig& config) {
    return std::any_of(config.rotaries.begin(), config.rotaries.end(), [](const auto& rotary) {
        return rotary.scaling.kind == "longrope" || rotary.scaling.kind == "dynamic";
    });
}

} // namespace

KvCache::KvCache(const ModelConfig& config, c10::ScalarType dtype, c10::Device device,
                 std::int64_t rows, std::int64_t length)
    : m_keepsIds(dependsOnLength(config))
    , m_slots(std::max<std::int64_t>(rows, 1))
    , m_capacity(std::max<std::int64_t>(length, 16)) {
    const auto options = at::TensorOptions(dtype).device(device);
    for (std::int64_t layer = 0; layer < config.layers; ++layer) {
        const std::vector<std::int64_t> shape{m_slots, config.keyHeads, m_capacity,
                                              config.headSize};
        m_keys.push_back(at::zeros(shape, options));   // [slots, K, capacity, S]
        m_values.push_back(at::zeros(shape, options)); // [slots, K, capacity, S]
    }
}

std::int64_t KvCache::longest() const {
    return m_lengths.empty() ? 0 : *std::max_element(m_lengths.begin(), m_lengths.end());
}

std::int64_t KvCache::bytes() const {
    std::size_t sum = 0;
    for (const auto* tensors : {&m_keys, &m_values})
        for (const auto& tensor : *tensors)
            sum += tensor.nbytes();
    return static_cast<std::int64_t>(sum);
}

std::int64_t KvCache::addRow() {
    if (rows() == m_slots)
        grow(2 * m_slots, m_capacity);
    m_lengths.push_back(0);
    m_ids.emplace_back();
    return rows() - 1;
}

std::int64_t KvCache::copyRow(std::int64_t from) {
    return copyRow(*this, from);
}

std::int64_t KvCache::copyRow(const KvCache& other, std::int64_t from) {
    const auto to = addRow();
    reserve(to, other.length(from));
    m_lengths.back() = other.length(from);
    copySlot(other, from, to);
    return to;
}

void KvCache::overwriteRow(std::int64_t from, std::int64_t to) {
    copySlot(*this, from, to);
    m_lengths.at(static_cast<std::size_t>(to)) = length(from);
}

void KvCache::copySlot(const KvCache& other, std::int64_t from, std::int64_t to) {
    const auto used = other.length(from);
    const auto copy = [&](const std::vector<at::Tensor>& source, std::vector<at::Tensor>& target) {
        for (std::size_t i = 0; i < target.size(); ++i)
            target[i]
                .select(0, to)
                .narrow(1, 0, used)
                .copy_(source[i].select(0, from).narrow(1, 0, used));
    };
    copy(other.m_keys, m_keys);
    copy(other.m_values, m_values);
    m_ids[static_cast<std::size_t>(to)] = other.m_ids[static_cast<std::size_t>(from)];
}

void KvCache::keepRows(const std::vector<std::int64_t>& rows) {
    assert(std::is_sorted(rows.begin(), rows.end()));
    std::vector<std::int64_t> kept;
    for (std::size_t to = 0; to < rows.size(); ++to) {
        const auto from = rows[to];
        if (from != static_cast<std::int64_t>(to))
            copySlot(*this, from, static_cast<std::int64_t>(to));
        kept.push_back(length(from));
    }
    m_lengths = std::move(kept);
    m_ids.resize(m_lengths.size());
}

void KvCache::truncate(std::int64_t row, std::int64_t length) {
    auto& current = m_lengths.at(static_cast<std::size_t>(row));
    current = std::min(current, length);
    auto& ids = m_ids[static_cast<std::size_t>(row)];
    ids.resize(std::min(ids.size(), static_cast<std::size_t>(current)));
}

void KvCache::clear() {
    m_lengths.clear();
    m_ids.clear();
}

void KvCache::reserve(std::int64_t row, std::int64_t more) {
    const auto needed = (row < 0 ? longest() : length(row)) + more;
    if (needed > m_capacity)
        grow(m_slots, std::max(needed, 2 * m_capacity));
}

void KvCache::advance(std::int64_t row, const at::Tensor& ids) {
    m_lengths.at(static_cast<std::size_t>(row)) += ids.numel();
    if (!m_keepsIds)
        return;
    const auto host = ids.to(at::kCPU, at::kLong).contiguous();
    const auto* begin = host.const_data_ptr<std::int64_t>();
    auto& kept = m_ids[static_cast<std::size_t>(row)];
    kept.insert(kept.end(), begin, begin + host.numel());
}

at::Tensor KvCache::ids(std::int64_t row) const {
    return at::tensor(m_ids.at(static_cast<std::size_t>(row)), at::kLong);
}

void KvCache::grow(std::int64_t slots, std::int64_t capacity) {
    const auto used = longest();
    for (auto* tensors : {&m_keys, &m_values}) {
        for (auto& tensor : *tensors) {
            auto larger =
                at::zeros({slots, tensor.size(1), capacity, tensor.size(3)}, tensor.options());
            larger.narrow(0, 0, m_slots).narrow(2, 0, used).copy_(tensor.narrow(2, 0, used));
            tensor = larger;
        }
    }
    m_slots = slots;
    m_capacity = capacity;
}

} // namespace tiebreak

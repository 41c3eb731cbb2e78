// Keys and values of the rows that decode together, one slot a row, of different lengths. Slots are
// added, copied (a prompt computed once for all its responses) and dropped; memory grows by
// doubling, never token by token. Filled by Decoder; one thread.
#pragma once

#include "model/model_config.h"

#include <ATen/core/Tensor.h>
#include <vector>

namespace tiebreak {

class KvCache {
public:
    /// Room for `rows` rows of `length` tokens at first; both grow when needed.
    KvCache(const ModelConfig& config, c10::ScalarType dtype, c10::Device device, std::int64_t rows,
            std::int64_t length);

    std::int64_t rows() const { return static_cast<std::int64_t>(m_lengths.size()); } ///< W
    /// Tokens in the row so far; the next token of that row has this position.
    std::int64_t length(std::int64_t row) const {
        return m_lengths.at(static_cast<std::size_t>(row));
    }
    std::int64_t longest() const;
    /// Memory of all slots.
    std::int64_t bytes() const;

    /// An empty row at the end; its index.
    std::int64_t addRow();
    /// A copy of row `from` at the end (its tokens' keys and values are copied, not computed); its
    /// index.
    std::int64_t copyRow(std::int64_t from);
    /// The same of a row of another cache of the same model.
    std::int64_t copyRow(const KvCache& other, std::int64_t from);
    /// Row `to` becomes a copy of row `from`.
    void overwriteRow(std::int64_t from, std::int64_t to);
    /// Row i becomes what rows[i] was; all others are dropped. `rows` is increasing.
    void keepRows(const std::vector<std::int64_t>& rows);
    /// Forgets the tokens of `row` from position `length` on.
    void truncate(std::int64_t row, std::int64_t length);
    void clear();

    /// For Decoder: keys and values of a layer over all slots, [slots, K, capacity, S].
    at::Tensor& keys(std::int64_t layer) { return m_keys[static_cast<std::size_t>(layer)]; }
    at::Tensor& values(std::int64_t layer) { return m_values[static_cast<std::size_t>(layer)]; }
    /// For Decoder: makes room for `more` tokens in `row`; for all rows when `row` is negative.
    void reserve(std::int64_t row, std::int64_t more);
    /// For Decoder: keys and values of `ids` were written to `row`.
    void advance(std::int64_t row, const at::Tensor& ids);
    /// The tokens of `row`, on the CPU, where their positions may have to be computed anew (the
    /// model's angles depend on a row's length); otherwise none. // [length] int64
    at::Tensor ids(std::int64_t row) const;
    const std::vector<std::int64_t>& lengths() const { return m_lengths; }

private:
    void grow(std::int64_t slots, std::int64_t capacity);
    void copySlot(const KvCache& other, std::int64_t from, std::int64_t to);

    std::vector<at::Tensor> m_keys;   // L of [slots, K, capacity, S]
    std::vector<at::Tensor> m_values; // L of [slots, K, capacity, S]
    std::vector<std::int64_t> m_lengths;
    bool m_keepsIds;
    std::vector<std::vector<std::int64_t>> m_ids; // of each row, empty where they are not kept
    std::int64_t m_slots = 0;
    std::int64_t m_capacity = 0;
};

} // namespace tiebreak

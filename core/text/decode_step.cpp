#include "text/decode_step.h"

#include "files/byte_reader.h"
#include "text/byte_level.h"
#include "text/utf8.h"

namespace tiebreak {

namespace {

/// clone() for every step that can be copied.
template <class Step>
class Cloned : public DecodeStep {
public:
    std::unique_ptr<DecodeStep> clone() const override {
        return std::make_unique<Step>(static_cast<const Step&>(*this));
    }
};

class ByteLevel final : public Cloned<ByteLevel> {
public:
    void push(std::string piece, const Out& out) override {
        m_bytes += fromByteLevel(piece).value_or(piece);
        const auto complete = completeLength(m_bytes);
        if (complete == 0)
            return;
        out(validUtf8(std::string_view(m_bytes).substr(0, complete), InvalidBytes::BegunCharacter));
        m_bytes.erase(0, complete);
    }
    void finish(const Out& out) override {
        if (!m_bytes.empty())
            out(validUtf8(std::exchange(m_bytes, {}), InvalidBytes::BegunCharacter));
    }

private:
    std::string m_bytes;
};

class ByteFallback final : public Cloned<ByteFallback> {
public:
    void push(std::string piece, const Out& out) override {
        if (const auto byte = byteOfPiece(piece)) {
            m_run.push_back(*byte);
            return;
        }
        finish(out);
        out(std::move(piece));
    }
    void finish(const Out& out) override {
        if (m_run.empty())
            return;
        std::string text = std::exchange(m_run, {});
        if (!isValidUtf8(text)) {
            const auto bytes = text.size();
            text.clear();
            for (std::size_t k = 0; k < bytes; ++k)
                text += "\xEF\xBF\xBD";
        }
        out(std::move(text));
    }

private:
    std::string m_run;
};

class Piecewise final : public Cloned<Piecewise> {
public:
    using Change = std::function<std::string(std::string, bool)>;
    explicit Piecewise(Change change)
        : m_change(std::move(change)) {}
    void push(std::string piece, const Out& out) override {
        out(m_change(std::move(piece), std::exchange(m_first, false)));
    }

private:
    Change m_change;
    bool m_first = true;
};

class WordSuffix final : public Cloned<WordSuffix> {
public:
    explicit WordSuffix(std::string suffix)
        : m_suffix(std::move(suffix)) {}
    void push(std::string piece, const Out& out) override {
        flush(" ", out);
        m_held = std::move(piece);
    }
    void finish(const Out& out) override { flush("", out); }

private:
    void flush(std::string_view instead, const Out& out) {
        if (m_held)
            out(replaceAll(*std::exchange(m_held, std::nullopt), m_suffix, instead));
    }

    std::string m_suffix;
    std::optional<std::string> m_held;
};

class Strip final : public Cloned<Strip> {
public:
    Strip(std::string content, std::size_t start, std::size_t stop)
        : m_content(std::move(content))
        , m_start(start)
        , m_stop(stop) {}

    void push(std::string piece, const Out& out) override {
        m_held += piece;
        while (m_start > 0 && m_held.starts_with(m_content)) {
            m_held.erase(0, m_content.size());
            --m_start;
        }
        if (m_held.empty())
            return;
        m_start = 0;
        const auto certain = m_held.size() - endLength();
        out(m_held.substr(0, certain));
        m_held.erase(0, certain);
    }
    void finish(const Out&) override { m_held.clear(); }

private:
    /// Bytes at the end that go if the text ends here.
    std::size_t endLength() const {
        std::size_t length = 0;
        for (std::size_t k = 0; k < m_stop; ++k) {
            if (!std::string_view(m_held).substr(0, m_held.size() - length).ends_with(m_content))
                break;
            length += m_content.size();
        }
        return length;
    }

    std::string m_content;
    std::size_t m_start;
    std::size_t m_stop;
    std::string m_held;
};

} // namespace

DecodeStepFactory byteLevelDecoder() {
    return [] { return std::make_unique<ByteLevel>(); };
}

DecodeStepFactory byteFallbackDecoder() {
    return [] { return std::make_unique<ByteFallback>(); };
}

DecodeStepFactory pieceDecoder(std::function<std::string(std::string, bool)> change) {
    return [change = std::move(change)] { return std::make_unique<Piecewise>(change); };
}

DecodeStepFactory wordSuffixDecoder(std::string suffix) {
    return [suffix = std::move(suffix)] { return std::make_unique<WordSuffix>(suffix); };
}

DecodeStepFactory stripDecoder(std::string content, std::size_t start, std::size_t stop) {
    return [content = std::move(content), start, stop] {
        return std::make_unique<Strip>(content, start, stop);
    };
}

DecodeChain::DecodeChain(const Vocabulary& vocabulary, const std::vector<DecodeStepFactory>& steps,
                         bool keepSpecial)
    : m_vocabulary(vocabulary)
    , m_keepSpecial(keepSpecial) {
    for (const auto& make : steps)
        m_steps.push_back(make());
}

DecodeChain::DecodeChain(const DecodeChain& other)
    : m_vocabulary(other.m_vocabulary)
    , m_keepSpecial(other.m_keepSpecial)
    , m_text(other.m_text) {
    for (const auto& step : other.m_steps)
        m_steps.push_back(step->clone());
}

void DecodeChain::feed(std::size_t step, std::string piece) {
    if (step == m_steps.size()) {
        m_text += piece;
        return;
    }
    m_steps[step]->push(std::move(piece),
                        [&](std::string part) { feed(step + 1, std::move(part)); });
}

std::string DecodeChain::push(TokenId id) {
    if (!m_vocabulary.contains(id))
        return {};
    const auto place = static_cast<std::size_t>(id);
    if (m_vocabulary.special[place] && !m_keepSpecial)
        return {};
    const auto& piece = m_vocabulary.bytes[place];
    if (piece.empty()) // an id without a token
        return {};
    if (place < m_vocabulary.verbatim.size() && m_vocabulary.verbatim[place])
        return finish() + validUtf8(piece);
    feed(0, piece);
    return std::exchange(m_text, {});
}

std::string DecodeChain::pending() const {
    return DecodeChain(*this).finish();
}

std::string DecodeChain::finish() {
    for (std::size_t k = 0; k < m_steps.size(); ++k)
        m_steps[k]->finish([&](std::string part) { feed(k + 1, std::move(part)); });
    return std::exchange(m_text, {});
}

} // namespace tiebreak

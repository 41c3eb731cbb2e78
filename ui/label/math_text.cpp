#include "ui/label/math_text.h"

#include <QHash>

namespace tiebreak {

namespace {

const QHash<QString, QString>& signsByName() {
    static const QHash<QString, QString> signs{
        {"alpha", "α"},     {"beta", "β"},       {"gamma", "γ"},     {"delta", "δ"},
        {"epsilon", "ε"},   {"varepsilon", "ε"}, {"zeta", "ζ"},      {"eta", "η"},
        {"theta", "θ"},     {"iota", "ι"},       {"kappa", "κ"},     {"lambda", "λ"},
        {"mu", "μ"},        {"nu", "ν"},         {"xi", "ξ"},        {"pi", "π"},
        {"rho", "ρ"},       {"sigma", "σ"},      {"tau", "τ"},       {"phi", "φ"},
        {"varphi", "φ"},    {"chi", "χ"},        {"psi", "ψ"},       {"omega", "ω"},
        {"Gamma", "Γ"},     {"Delta", "Δ"},      {"Theta", "Θ"},     {"Lambda", "Λ"},
        {"Xi", "Ξ"},        {"Pi", "Π"},         {"Sigma", "Σ"},     {"Phi", "Φ"},
        {"Psi", "Ψ"},       {"Omega", "Ω"},      {"le", "≤"},        {"leq", "≤"},
        {"ge", "≥"},        {"geq", "≥"},        {"ne", "≠"},        {"neq", "≠"},
        {"approx", "≈"},    {"equiv", "≡"},      {"sim", "∼"},       {"propto", "∝"},
        {"times", "×"},     {"cdot", "·"},       {"div", "÷"},       {"pm", "±"},
        {"mp", "∓"},        {"infty", "∞"},      {"sum", "∑"},       {"prod", "∏"},
        {"int", "∫"},       {"partial", "∂"},    {"nabla", "∇"},     {"sqrt", "√"},
        {"in", "∈"},        {"notin", "∉"},      {"subset", "⊂"},    {"subseteq", "⊆"},
        {"cup", "∪"},       {"cap", "∩"},        {"emptyset", "∅"},  {"forall", "∀"},
        {"exists", "∃"},    {"neg", "¬"},        {"land", "∧"},      {"wedge", "∧"},
        {"lor", "∨"},       {"vee", "∨"},        {"to", "→"},        {"rightarrow", "→"},
        {"leftarrow", "←"}, {"Rightarrow", "⇒"}, {"implies", "⇒"},   {"iff", "⇔"},
        {"mapsto", "↦"},    {"ldots", "…"},      {"dots", "…"},      {"cdots", "⋯"},
        {"angle", "∠"},     {"perp", "⊥"},       {"mid", "|"},       {"circ", "∘"},
        {"prime", "′"},     {"langle", "⟨"},     {"rangle", "⟩"},    {"quad", "  "},
        {"qquad", "    "},  {"left", ""},        {"right", ""},      {",", " "},
        {";", " "},         {"!", ""},           {"{", "{"},         {"}", "}"},
        {"%", "%"},         {"mathbb{R}", "ℝ"},  {"mathbb{N}", "ℕ"}, {"mathbb{Z}", "ℤ"},
        {"mathbb{Q}", "ℚ"}, {"mathbb{C}", "ℂ"},  {"mathbb{E}", "𝔼"}, {"log", "log"},
        {"ln", "ln"},       {"exp", "exp"},      {"sin", "sin"},     {"cos", "cos"},
        {"tan", "tan"},     {"max", "max"},      {"min", "min"},     {"lim", "lim"}};
    return signs;
}

constexpr QStringView kPlain = u"0123456789+-=()nabehijklmoprstuvxdcfgwyz";
constexpr QStringView kRaised = u"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿᵃᵇᵉʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛˣᵈᶜᶠᵍʷʸᶻ";
constexpr QStringView kLowered = u"₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙₐ ₑₕᵢⱼₖₗₘₒₚᵣₛₜᵤᵥₓ      ";

/// "\name", or "\mathbb{R}" as a whole; empty at a lone backslash.
QString nameAt(const QString& tex, qsizetype at) {
    qsizetype end = at;
    while (end < tex.size() && tex[end].isLetter())
        ++end;
    if (end == at)
        return tex.mid(at, 1);
    const QString name = tex.mid(at, end - at);
    const QString withLetter = tex.mid(at, end - at + 3);
    return signsByName().contains(withLetter) ? withLetter : name;
}

/// The index in small letters, or empty where one of its letters has none.
QString asIndex(const QString& index, QStringView small) {
    QString out;
    for (const QChar c : index) {
        const auto place = kPlain.indexOf(c);
        if (place < 0 || place >= small.size() || small[place] == u' ')
            return {};
        out += small[place];
    }
    return out;
}

/// What follows ^ or _: one character or a group in braces without braces inside.
QString indexAt(const QString& text, qsizetype at, qsizetype& length) {
    length = 0;
    if (at >= text.size())
        return {};
    if (text[at] != u'{') {
        length = 1;
        return text.mid(at, 1);
    }
    const auto end = text.indexOf(u'}', at);
    const QString inside = end < 0 ? QString() : text.mid(at + 1, end - at - 1);
    if (inside.isEmpty() || inside.contains(u'{'))
        return {};
    length = inside.size() + 2;
    return inside;
}

QString withSigns(const QString& tex) {
    QString out;
    for (qsizetype i = 0; i < tex.size(); ++i) {
        const QString name = tex[i] == u'\\' ? nameAt(tex, i + 1) : QString();
        const auto sign = signsByName().constFind(name);
        if (name.isEmpty() || sign == signsByName().cend()) {
            out += tex[i];
            continue;
        }
        out += *sign;
        i += name.size();
    }
    return out;
}

} // namespace

QString readableMath(const QString& tex) {
    const QString text = withSigns(tex);
    QString out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'^' || text[i] == u'_') {
            qsizetype length = 0;
            const QString index = indexAt(text, i + 1, length);
            const QString small = asIndex(index, text[i] == u'^' ? kRaised : kLowered);
            if (!small.isEmpty()) {
                out += small;
                i += length;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

} // namespace tiebreak

// A workspace in a temporary folder and the samples tests put into it. One thread.
#pragma once

#include "store/store.h"

#include <QTemporaryDir>
#include <QtTest>

#include <string>

namespace tiebreak::testing {

/// The value, or an end of the test program with the error's words.
template <class T>
T valueOf(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().text().c_str());
    return std::move(result).value();
}

/// How often a test that goes on and on goes round: `few`, or TIEBREAK_ROUNDS in its long form.
inline int rounds(int few) {
    return qEnvironmentVariableIsSet("TIEBREAK_ROUNDS")
               ? qEnvironmentVariableIntValue("TIEBREAK_ROUNDS")
               : few;
}

struct Workspace {
    QTemporaryDir temporary;
    std::filesystem::path folder = temporary.path().toStdString() + "/w";
    Store store = valueOf(Store::open(folder));

    std::filesystem::path file() const { return folder / "workspace.sqlite"; }
};

inline SampleRecord sampleOf(const std::string& promptId, const std::string& id,
                             const std::string& text) {
    SampleRecord sample;
    sample.id = id;
    sample.promptId = promptId;
    sample.text = text;
    sample.stop = "eos";
    return sample;
}

/// A prompt with one sample a text; samples are named <prompt>-0, <prompt>-1, …
inline std::string addPromptWith(Store& store, const std::string& id,
                                 const std::vector<std::string>& texts,
                                 const std::string& source = "typed") {
    PromptRecord prompt;
    prompt.id = id;
    prompt.text = "query " + id;
    prompt.source = source;
    valueOf(store.addPrompt(prompt));
    std::vector<SampleRecord> samples;
    for (std::size_t i = 0; i < texts.size(); ++i)
        samples.push_back(sampleOf(id, id + "-" + std::to_string(i), texts[i]));
    if (!store.addSamples(samples))
        qFatal("samples were not saved");
    return id;
}

inline JudgementRecord judgementOf(const PairRecord& pair, int strength,
                                   Verdict verdict = Verdict::Strength) {
    JudgementRecord judgement;
    judgement.sampleA = pair.first.id;
    judgement.sampleB = pair.second.id;
    judgement.strength = strength;
    judgement.verdict = verdict;
    judgement.milliseconds = 4000;
    return judgement;
}

} // namespace tiebreak::testing

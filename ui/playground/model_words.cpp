#include "ui/playground/model_words.h"

#include "ui/playground/playground_page.h"
#include "ui/widgets/number_text.h"

namespace tiebreak {

ModelWords modelWords(const ModelSession& models, const QString& progress) {
    using State = ModelSession::State;
    ModelWords out;
    out.name = models.current() ? models.current()->name : QString();
    out.ready = models.state() == State::Ready;
    out.busy = models.state() == State::Waiting || models.state() == State::Loading;
    if (out.ready) {
        out.line = PlaygroundPage::tr("%1 is ready").arg(out.name);
        out.fact = PlaygroundPage::tr("%1 M parameters, %2")
                       .arg(decimalText(double(models.loaded()->parameters) / 1e6, 0),
                            QString::fromStdString(models.loaded()->weights));
    } else if (out.busy) {
        out.line = models.state() == State::Loading ? PlaygroundPage::tr("Reading %1").arg(out.name)
                                                    : PlaygroundPage::tr("Engine starting");
        out.fact = progress;
    } else if (models.state() == State::Failed) {
        out.line = PlaygroundPage::tr("%1 cannot be loaded").arg(out.name);
        out.fact = models.problem();
    } else {
        out.line = PlaygroundPage::tr("Starter model is missing");
        out.fact = PlaygroundPage::tr("Run ./tiebreak setup, or add a folder with a model");
    }
    return out;
}

ContextWords contextWords(const ModelSession& models, bool engineStopped, qint64 promptTokens,
                          const QString& progress) {
    using State = ModelSession::State;
    if (models.state() == State::Ready && promptTokens > 0) {
        const auto tokens = countText(promptTokens), context = countText(models.loaded()->context);
        return {PlaygroundPage::tr("%1 prompt tokens of %2").arg(tokens, context),
                tokens + " / " + context};
    }
    if (models.state() == State::Loading)
        return {progress.isEmpty() ? PlaygroundPage::tr("Loading the model")
                                   : PlaygroundPage::tr("Reading %1").arg(progress),
                {}};
    if (models.state() == State::Waiting && !engineStopped)
        return {PlaygroundPage::tr("Engine starting"), {}};
    return {};
}

} // namespace tiebreak

#include "ui/playground/playground_actions.h"

#include "ui/playground/playground_page.h"

namespace tiebreak {

namespace {

using Kind = Action::Kind;
using Add = std::function<Action*(const ActionSpec&)>;

void addHeaderActions(PlaygroundActions& out, const Add& add) {
    out.parameters = add({"playground.parameters", [] { return PlaygroundPage::tr("Parameters"); },
                          "settings", QKeySequence("P"), Kind::Quiet, true, true});
    out.stop = add({"playground.stop", [] { return PlaygroundPage::tr("Stop"); }, "stop",
                    QKeySequence("Esc"), Kind::Plain, true});
    out.generate = add({"playground.generate", [] { return PlaygroundPage::tr("Generate"); },
                        "generate", QKeySequence("Ctrl+Return"), Kind::Primary, true});
}

void addQueryActions(PlaygroundActions& out, const Add& add) {
    out.system = add({"playground.system", [] { return PlaygroundPage::tr("System prompt"); }, "",
                      QKeySequence("Y"), Kind::Quiet, false, true});
    out.rendered = add({"playground.rendered", [] { return PlaygroundPage::tr("Rendered prompt"); },
                        "", QKeySequence("R"), Kind::Quiet, false, true});
    out.example = add({"playground.example", [] { return PlaygroundPage::tr("Try an example"); },
                       "", QKeySequence("Ctrl+E")});
}

void addColumnActions(PlaygroundActions& out, const Add& add) {
    out.neutral = add({"playground.neutral", [] { return PlaygroundPage::tr("Neutral"); }, "reset",
                       QKeySequence("N")});
    out.keep = add({"playground.keep", [] { return PlaygroundPage::tr("Keep response"); }, "ok",
                    QKeySequence("K")});
    out.judge = add({"playground.label", [] { return PlaygroundPage::tr("Judge these responses"); },
                     "label", QKeySequence("L")});
    out.fold = add({"playground.fold", [] { return PlaygroundPage::tr("Fold column"); }, "",
                    QKeySequence("Z")});
}

} // namespace

PlaygroundActions makePlaygroundActions(const Add& add) {
    PlaygroundActions out{};
    addHeaderActions(out, add);
    addQueryActions(out, add);
    addColumnActions(out, add);
    out.restart = add({"playground.restart", [] { return PlaygroundPage::tr("Restart engine"); },
                       "reset", QKeySequence("F5")});
    return out;
}

} // namespace tiebreak

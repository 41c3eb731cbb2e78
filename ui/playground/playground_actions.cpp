#include "ui/playground/playground_actions.h"

#include "ui/playground/playground_page.h"

namespace tiebreak {

namespace {

using Kind = Action::Kind;
using Add = std::function<Action*(const ActionSpec&)>;

void addHeaderActions(PlaygroundActions& out, const Add& add) {
    out.compare = add({"playground.compare", [] { return PlaygroundPage::tr("Compare"); },
                       "compare", QKeySequence("D"), Kind::Quiet, true, true});
    out.history = add({"playground.history", [] { return PlaygroundPage::tr("History"); }, "search",
                       QKeySequence("H"), Kind::Quiet, true, true});
    out.reward = add({"playground.reward", [] { return PlaygroundPage::tr("Expected reward"); },
                      "train", QKeySequence("W"), Kind::Quiet, true, true});
    out.parameters = add({"playground.parameters", [] { return PlaygroundPage::tr("Parameters"); },
                          "settings", QKeySequence("P"), Kind::Quiet, true, true});
    out.stop = add({"playground.stop", [] { return PlaygroundPage::tr("Stop"); }, "stop",
                    QKeySequence("Esc"), Kind::Plain, true, false});
    out.generate = add({"playground.generate", [] { return PlaygroundPage::tr("Generate"); },
                        "generate", QKeySequence("Ctrl+Return"), Kind::Primary, true, false});
}

void addQueryActions(PlaygroundActions& out, const Add& add) {
    out.system = add({"playground.system", [] { return PlaygroundPage::tr("System prompt"); }, "",
                      QKeySequence("Y"), Kind::Quiet, false, true});
    out.rendered = add({"playground.rendered", [] { return PlaygroundPage::tr("Rendered prompt"); },
                        "", QKeySequence("R"), Kind::Quiet, false, true});
    out.example = add({"playground.example", [] { return PlaygroundPage::tr("Try an example"); },
                       "", QKeySequence("Ctrl+E"), Kind::Quiet, false, false});
    out.newConversation =
        add({"playground.new", [] { return PlaygroundPage::tr("New conversation"); }, "add",
             QKeySequence("Ctrl+N"), Kind::Quiet, false, false});
    out.editQuery =
        add({"playground.edit_query", [] { return PlaygroundPage::tr("Edit query as a sibling"); },
             "edit", QKeySequence("F2"), Kind::Quiet, false, false});
    out.search =
        add({"playground.search", [] { return PlaygroundPage::tr("Search queries and responses"); },
             "search", QKeySequence("Ctrl+F"), Kind::Quiet, false, false});
    out.queries =
        add({"playground.queries", [] { return PlaygroundPage::tr("Open a file of queries"); },
             "folder", QKeySequence("Ctrl+I"), Kind::Quiet, false, false});
    out.fileBack = add({"playground.file_back",
                        [] { return PlaygroundPage::tr("Previous query of the file"); }, "",
                        QKeySequence("PgUp"), Kind::Quiet, false, false});
    out.fileOn =
        add({"playground.file_on", [] { return PlaygroundPage::tr("Next query of the file"); }, "",
             QKeySequence("PgDown"), Kind::Quiet, false, false});
}

void addColumnActions(PlaygroundActions& out, const Add& add) {
    out.neutral = add({"playground.neutral", [] { return PlaygroundPage::tr("Neutral"); }, "reset",
                       QKeySequence("N"), Kind::Quiet, false, false});
    out.order = add({"playground.order", [] { return PlaygroundPage::tr("Edit order"); }, "",
                     QKeySequence("O"), Kind::Quiet, false, true});
    out.keep = add({"playground.keep", [] { return PlaygroundPage::tr("Keep response"); }, "ok",
                    QKeySequence("K"), Kind::Quiet, false, false});
    out.discard = add({"playground.discard",
                       [] { return PlaygroundPage::tr("Discard response, or take it back"); },
                       "delete", QKeySequence("X"), Kind::Quiet, false, false});
    out.judge = add({"playground.label", [] { return PlaygroundPage::tr("Judge these responses"); },
                     "label", QKeySequence("L"), Kind::Quiet, false, false});
    out.differences =
        add({"playground.differences", [] { return PlaygroundPage::tr("Word differences"); },
             "compare", QKeySequence("V"), Kind::Quiet, false, false});
    out.pin = add({"playground.pin", [] { return PlaygroundPage::tr("Pin column"); }, "pin",
                   QKeySequence("A"), Kind::Quiet, false, false});
    out.fold = add({"playground.fold", [] { return PlaygroundPage::tr("Fold column"); }, "",
                    QKeySequence("Z"), Kind::Quiet, false, false});
}

void addResponseActions(PlaygroundActions& out, const Add& add) {
    out.regenerate =
        add({"playground.regenerate", [] { return PlaygroundPage::tr("Regenerate response"); },
             "reset", QKeySequence("G"), Kind::Quiet, false, false});
    out.continueHere =
        add({"playground.continue", [] { return PlaygroundPage::tr("Continue response"); },
             "generate", QKeySequence("Alt+Return"), Kind::Quiet, false, false});
    out.editResponse = add({"playground.edit", [] { return PlaygroundPage::tr("Edit response"); },
                            "edit", QKeySequence("E"), Kind::Quiet, false, false});
    out.followUp =
        add({"playground.followUp", [] { return PlaygroundPage::tr("Follow up on this response"); },
             "branch", QKeySequence("F"), Kind::Quiet, false, false});
    out.replay = add({"playground.replay", [] { return PlaygroundPage::tr("Replay response"); },
                      "reset", QKeySequence("Ctrl+R"), Kind::Quiet, false, false});
}

} // namespace

PlaygroundActions makePlaygroundActions(const Add& add) {
    PlaygroundActions out{};
    addHeaderActions(out, add);
    addQueryActions(out, add);
    addColumnActions(out, add);
    addResponseActions(out, add);
    out.restart = add({"playground.restart", [] { return PlaygroundPage::tr("Restart engine"); },
                       "reset", QKeySequence("F5")});
    return out;
}

} // namespace tiebreak

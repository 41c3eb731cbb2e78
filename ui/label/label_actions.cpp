#include "ui/label/label_actions.h"

#include <QCoreApplication>

namespace tiebreak {

namespace {

using Kind = Action::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(tiebreak::LabelActions)

public:
    static void judging(const AddAction& add, JudgementActions& bar) {
        bar.bothBad = add({"label.bothBad", [] { return tr("Both bad"); }, "both-bad",
                           QKeySequence("X"), Kind::Plain, false, true});
        bar.skip = add({"label.skip", [] { return tr("Skip"); }, "skip", QKeySequence("S"),
                        Kind::Quiet, false, true});
        bar.flag = add({"label.flag", [] { return tr("Flag"); }, "flag", QKeySequence("F"),
                        Kind::Quiet, false, true});
        bar.comment = add({"label.comment", [] { return tr("Comment"); }, "edit", QKeySequence("C"),
                           Kind::Quiet});
        bar.tags = add(
            {"label.tags", [] { return tr("Tags"); }, "", QKeySequence("Shift+T"), Kind::Quiet});
        bar.save = add({"label.save", [] { return tr("Save and next"); }, "",
                        QKeySequence("Return"), Kind::Primary});
    }

    static void rating(const AddAction& add, std::array<ResponseActions, 2>& responses) {
        const char* keys[2][4] = {{"Q", "W", "E", "Shift+Q"}, {"R", "T", "Y", "Shift+R"}};
        for (std::size_t side = 0; side < 2; ++side) {
            const QString letter = side == 0 ? "a" : "b";
            const auto spec = [&](const char* name, std::function<QString()> text,
                                  std::size_t key) {
                return ActionSpec{"label." + QString(name) + letter.toUpper(),
                                  std::move(text),
                                  "",
                                  QKeySequence(keys[side][key]),
                                  Kind::Quiet,
                                  false,
                                  true};
            };
            auto& response = responses[side];
            response.ratings[0] = add(spec(
                "good", [] { return tr("Good"); }, 0));
            response.ratings[1] = add(spec(
                "acceptable", [] { return tr("Acceptable"); }, 1));
            response.ratings[2] = add(spec(
                "bad", [] { return tr("Bad"); }, 2));
            auto edit = spec(
                "edit", [] { return tr("Edit"); }, 3);
            edit.icon = "edit";
            edit.checkable = false;
            response.edit = add(edit);
        }
    }

    static void reading(const AddAction& add, LabelActions& all) {
        all.differences = add({"label.differences", [] { return tr("Differences"); }, "compare",
                               QKeySequence("V"), Kind::Quiet, true, true});
        all.plain = add({"label.plain", [] { return tr("Plain text"); }, "", QKeySequence("P"),
                         Kind::Quiet, true, true});
        all.dimensions = add({"label.dimensions", [] { return tr("Dimensions"); }, "",
                              QKeySequence("D"), Kind::Quiet, true, true});
        all.guidelines = add({"label.guidelines", [] { return tr("Guidelines"); }, "help",
                              QKeySequence("G"), Kind::Quiet, true, true});
        all.links = add(
            {"label.links", [] { return tr("Open a link"); }, "", QKeySequence("L"), Kind::Quiet});
        all.queryTags = add({"label.queryTags", [] { return tr("Tags of the query"); }, "",
                             QKeySequence("K"), Kind::Quiet});
        all.panel.editGuidelines = add({"label.editGuidelines", [] { return tr("Edit"); }, "edit",
                                        QKeySequence("Shift+G"), Kind::Quiet});
    }

    static void packs(const AddAction& add, PackActions& packs) {
        packs.handOut = add({"label.handOut", [] { return tr("Hand out pairs"); }, "",
                             QKeySequence("Ctrl+Shift+O"), Kind::Quiet});
        packs.handBack = add({"label.handBack", [] { return tr("Hand back judgements"); }, "",
                              QKeySequence("Ctrl+Shift+E"), Kind::Quiet});
        packs.takeIn = add({"label.takeIn", [] { return tr("Take in a pack"); }, "",
                            QKeySequence("Ctrl+Shift+I"), Kind::Quiet});
    }

    static void finding(const AddAction& add, LabelActions& all) {
        all.find = add({"label.find", [] { return tr("Find a judgement"); }, "search",
                        QKeySequence("Ctrl+F"), Kind::Quiet});
        all.panel.reopen = add(
            {"label.reopen", [] { return tr("Reopen"); }, "", QKeySequence("PgUp"), Kind::Quiet});
        all.newer = add({"label.newer", [] { return tr("Newer judgement"); }, "",
                         QKeySequence("PgDown"), Kind::Quiet});
        all.importFile = add({"label.import", [] { return tr("Import pairs"); }, "",
                              QKeySequence("Ctrl+I"), Kind::Quiet});
        all.samples = add({"label.samples", [] { return tr("Sample pairs"); }, "add",
                           QKeySequence("I"), Kind::Quiet});
        all.redo = add({"label.redo", [] { return tr("Redo"); }, "", QKeySequence("Ctrl+Shift+Z"),
                        Kind::Quiet});
        all.undo = add({"label.undo", [] { return tr("Undo"); }, "undo", QKeySequence("Ctrl+Z"),
                        Kind::Plain, true});
        all.undo->setShortcuts({QKeySequence("Ctrl+Z"), QKeySequence("Backspace")});
    }
};

} // namespace

LabelActions makeLabelActions(const AddAction& add) {
    LabelActions all;
    for (std::size_t i = 0; i < all.bar.steps.size(); ++i) {
        const JudgementChoice choice{Verdict::Strength, kStrengthSteps[i]};
        all.bar.steps[i] =
            add({QString("label.step%1").arg(i + 1), [choice] { return judgementWords(choice); },
                 "", QKeySequence(QString::number(i + 1)), Kind::Plain, false, true});
    }
    all.bar.steps[3]->setShortcuts({QKeySequence("4"), QKeySequence("Space")});
    Words::rating(add, all.responses);
    Words::judging(add, all.bar);
    for (std::size_t i = 0; i < all.bar.reasons.size(); ++i)
        all.bar.reasons[i] = add({QString("label.reason%1").arg(i + 1),
                                  [i] { return skipReasonWords(kSkipReasons[i]); }, "",
                                  QKeySequence(QString::number(i + 1)), Kind::Plain});
    Words::reading(add, all);
    Words::finding(add, all);
    Words::packs(add, all.packs);
    return all;
}

} // namespace tiebreak

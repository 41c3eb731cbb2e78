// One parameter of run.json as the form shows it: where it stands, its name, what it does, what it
// may be. The table has every parameter that a person may set. Values; the window's thread.
#pragma once

#include "protocol/json_reader.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tiebreak {

struct RunField {
    enum class Kind {
        Whole,
        Real,
        Flag,
        MaybeFlag, ///< yes, no, or as the engine thinks right
        Choice,
        Text,
        Texts,  ///< words with commas between
        Numbers ///< numbers with commas between
    };
    QString key;   ///< path in run.json: "dpo.beta"
    QString group; ///< "learning"; fields of a group stand together
    QString name;  ///< in the current language
    QString words; ///< one line: what it does
    Kind kind = Kind::Text;
    NumberRange range;
    QStringList choices;
    QString methods;       ///< "dpo kto"; empty: all
    bool optional = false; ///< an empty field stands for nothing
    bool common = false;   ///< shown without asking for all parameters

    bool belongsTo(const QString& method) const;
    bool isNumber() const { return kind == Kind::Whole || kind == Kind::Real; }
};

struct RunFieldGroup {
    QString id;
    QString title;
};

/// In the order the form shows them, in the current language.
std::vector<RunFieldGroup> runFieldGroups();
std::vector<RunField> runFields();

} // namespace tiebreak

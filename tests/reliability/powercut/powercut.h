// Runs a program in a folder with the power-cut journal, ends it at its n-th change, and takes away
// what it had not synced. For tests; POWERCUT_DIR comes from tiebreak_add_powercut_test().
#pragma once

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

class PowerCut {
public:
    /// The folder the program writes in.
    QString root() const { return m_folder.filePath("root"); }

    PowerCut() { QDir().mkpath(root()); }

    /// Environment of a program that is journaled; with `killAt` it dies in place of its n-th
    /// change or sync. Further variables: see powercut_shim.cpp.
    QProcessEnvironment environment(int killAt = 0) const {
        auto all = QProcessEnvironment::systemEnvironment();
        all.insert("LD_PRELOAD", QStringLiteral(POWERCUT_DIR) + "/powercut_shim.so");
        all.insert("POWERCUT_ROOT", root());
        all.insert("POWERCUT_LOG", log());
        if (killAt > 0)
            all.insert("POWERCUT_KILL_AT", QString::number(killAt));
        return all;
    }

    /// What the disk holds after the power came back. `options`: --strict, --keep SEED.
    bool revert(const QStringList& options = {}) {
        QProcess process;
        process.start(QStringLiteral(POWERCUT_DIR) + "/powercut_revert",
                      QStringList{root(), log()} + options);
        const bool good = process.waitForFinished(120'000) && process.exitCode() == 0;
        QFile::remove(log());
        QDir(log() + ".saved").removeRecursively();
        return good;
    }

private:
    QString log() const { return m_folder.filePath("journal"); }
    QTemporaryDir m_folder;
};

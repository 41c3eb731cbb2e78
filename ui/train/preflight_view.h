// What the engine says will be trained on: rows used, dropped, cut, tokens, steps, each with its
// icon and word. The window's thread.
#pragma once

#include "base/error.h"

#include <QWidget>

#include <nlohmann/json.hpp>

class QListWidget;
class QVBoxLayout;

namespace tiebreak {

class TextLabel;
class Theme;

class PreflightView : public QWidget {
    Q_OBJECT

public:
    explicit PreflightView(const Theme& theme, QWidget* parent = nullptr);

    void showWaiting();
    void showReport(const nlohmann::json& report);
    void showError(const QString& words);
    /// True when the last report allows a start.
    bool isReady() const { return m_ready; }

private:
    void addLine(const QString& icon, const QString& tone, const QString& words);
    void addRows(const nlohmann::json& rows, const QString& title);
    static QStringList adviceOf(const nlohmann::json& report);
    void clear();

    const Theme& m_theme;
    QVBoxLayout* m_lines;
    QListWidget* m_rows;
    bool m_ready = false;
};

} // namespace tiebreak

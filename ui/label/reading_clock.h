// The time a person spends on a pair: it stands still while the page is not looked at. The window's
// thread.
#pragma once

#include <QElapsedTimer>

#include <utility>

namespace tiebreak {

class ReadingClock {
public:
    void start() {
        m_before = 0;
        m_since.start();
        m_runs = true;
    }
    void pause() {
        if (std::exchange(m_runs, false))
            m_before += m_since.elapsed();
    }
    void resume() {
        if (!std::exchange(m_runs, true))
            m_since.start();
    }
    qint64 milliseconds() const { return m_before + (m_runs ? m_since.elapsed() : 0); }

private:
    QElapsedTimer m_since;
    qint64 m_before = 0;
    bool m_runs = false;
};

} // namespace tiebreak

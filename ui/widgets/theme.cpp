#include "ui/widgets/theme.h"

#include "ui/widgets/stroke_icon.h"
#include "ui/widgets/style_sheet.h"
#include "ui/widgets/system_theme.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPainter>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

// Resources of a static library are only there once this ran; the macro wants the global namespace.
static void initLookResources() {
    Q_INIT_RESOURCE(look);
}

namespace tiebreak {

namespace {

QByteArray resource(const QString& name) {
    QFile file(":/look/" + name);
    if (!file.open(QIODevice::ReadOnly))
        qWarning("resource '%s' is missing", qPrintable(name));
    return file.readAll();
}

QString firstInstalled(const QJsonArray& families) {
    for (const auto& family : families)
        if (QFontDatabase::hasFamily(family.toString()))
            return family.toString();
    return families.last().toString();
}

struct TypeFace {
    const char* px; ///< name in the group "type"
    int weight;
    bool mono;
};

TypeFace faceOf(Theme::Type type) {
    switch (type) {
    case Theme::Type::Caption:
        return {"caption", QFont::DemiBold, false};
    case Theme::Type::Small:
        return {"small", QFont::Normal, false};
    case Theme::Type::Body:
        return {"body", QFont::Normal, false};
    case Theme::Type::Strong:
        return {"strong", QFont::DemiBold, false};
    case Theme::Type::Read:
        return {"read", QFont::Normal, false};
    case Theme::Type::Title:
        return {"title", QFont::DemiBold, false};
    case Theme::Type::Display:
        return {"display", QFont::DemiBold, false};
    case Theme::Type::Figure:
        return {"figure", QFont::Medium, true};
    case Theme::Type::Mono:
        return {"small", QFont::Normal, true};
    case Theme::Type::MonoSmall:
        return {"caption", QFont::Normal, true};
    }
    return {"body", QFont::Normal, false};
}

} // namespace

Theme::Theme(QObject* parent)
    : QObject(parent) {
    initLookResources();
    load(false);
}

Theme::~Theme() = default;

void Theme::load(bool dark) {
    m_dark = dark;
    m_tokens =
        QJsonDocument::fromJson(resource(dark ? "tokens-dark.json" : "tokens-light.json")).object();
}

void Theme::apply(QApplication& application, Choice choice, double fontScale) {
    m_choice = choice;
    m_scale = qBound(1.0, fontScale, 2.0);
    if (!m_system) {
        m_system = std::make_unique<SystemTheme>(application.palette());
        connect(m_system.get(), &SystemTheme::darkChanged, this, [this, &application] {
            if (m_choice == Choice::System)
                apply(application, Choice::System, m_scale);
        });
    }
    load(choice == Choice::System ? m_system->isDark() : choice == Choice::Dark);
    applyToApplication(application);
    Q_EMIT changed();
}

void Theme::applyToApplication(QApplication& application) {
    if (m_uiFamily.isEmpty()) {
        const auto fonts = m_tokens.value("font").toObject();
        m_uiFamily = firstInstalled(fonts.value("ui").toArray());
        m_monoFamily = firstInstalled(fonts.value("mono").toArray());
        QApplication::setStyle("Fusion");
    }
    application.setPalette(palette());
    application.setFont(font(Type::Body));
    const QString icons = m_dark ? ":/look/dark" : ":/look/light";
    application.setStyleSheet(fillStyleSheet(QString::fromUtf8(resource("tiebreak.qss.in")),
                                             {m_tokens, m_scale, m_uiFamily, m_monoFamily, icons}));
}

QPalette Theme::palette() const {
    QPalette out;
    const std::pair<QPalette::ColorRole, const char*> roles[] = {
        {QPalette::Window, "bg"},
        {QPalette::WindowText, "text"},
        {QPalette::Base, "surface"},
        {QPalette::AlternateBase, "raised"},
        {QPalette::Text, "text"},
        {QPalette::Button, "surface"},
        {QPalette::ButtonText, "text"},
        {QPalette::BrightText, "bad"},
        {QPalette::Highlight, "selection"},
        {QPalette::HighlightedText, "text"},
        {QPalette::ToolTipBase, "overlay"},
        {QPalette::ToolTipText, "text"},
        {QPalette::PlaceholderText, "text-3"},
        {QPalette::Link, "accent"},
        {QPalette::LinkVisited, "accent"},
        {QPalette::Light, "surface"},
        {QPalette::Midlight, "raised"},
        {QPalette::Mid, "border"},
        {QPalette::Dark, "border-strong"},
        {QPalette::Shadow, "shadow"}};
    for (const auto& [role, name] : roles)
        out.setColor(role, color(name));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        out.setColor(QPalette::Disabled, role, color("text-off"));
    return out;
}

QColor Theme::color(const QString& name) const {
    const QColor out(m_tokens.value("color").toObject().value(name).toString());
    if (!out.isValid())
        qWarning("theme: no colour '%s'", qPrintable(name));
    return out;
}

QColor Theme::plotColor(const QString& name) const {
    const QColor out(m_tokens.value("plot").toObject().value(name).toString());
    if (!out.isValid())
        qWarning("theme: no plot colour '%s'", qPrintable(name));
    return out;
}

double Theme::plotNumber(const QString& name) const {
    return m_tokens.value("plot").toObject().value(name).toDouble();
}

QColor Theme::line(int index) const {
    const auto lines = m_tokens.value("plot").toObject().value("line").toArray();
    return QColor(lines.at(index % lines.size()).toString());
}

Qt::PenStyle Theme::lineDash(int index) const {
    const auto dashes = m_tokens.value("plot").toObject().value("dash").toArray();
    const auto dash = dashes.at(index % dashes.size()).toString();
    return dash == "dash" ? Qt::DashLine : dash == "dot" ? Qt::DotLine : Qt::SolidLine;
}

QString Theme::lineMarker(int index) const {
    const auto markers = m_tokens.value("plot").toObject().value("marker").toArray();
    return markers.at(index % markers.size()).toString();
}

int Theme::size(const QString& name) const {
    const int px = tokenPx(m_tokens, "size", name, m_scale);
    if (px < 0)
        qWarning("theme: no size '%s'", qPrintable(name));
    return px;
}

int Theme::space(const QString& name) const {
    const int px = tokenPx(m_tokens, "space", name, 1.0);
    if (px < 0)
        qWarning("theme: no space '%s'", qPrintable(name));
    return px;
}

int Theme::radius(const QString& name) const {
    return tokenPx(m_tokens, "radius", name, 1.0);
}

int Theme::scaled(int px) const {
    return qRound(px * m_scale);
}

QFont Theme::font(Type type) const {
    const auto face = faceOf(type);
    QFont out(face.mono ? m_monoFamily : m_uiFamily);
    out.setPixelSize(tokenPx(m_tokens, "type", face.px, m_scale));
    out.setWeight(QFont::Weight(face.weight));
    // Inter draws "->" as an arrow and JetBrains Mono fuses "<|": text that is data must show its
    // characters.
    out.setStyleStrategy(QFont::PreferNoShaping);
    return out;
}

QIcon Theme::icon(const QString& name) const {
    return QIcon(new StrokeIcon(*this, name));
}

QPixmap Theme::pixmap(const QString& name, const QString& colorName, int sidePx) const {
    const double ratio = qApp->devicePixelRatio();
    QPixmap out(QSize(sidePx, sidePx) * ratio);
    out.setDevicePixelRatio(ratio);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    paintStrokeIcon(painter, name, color(colorName), QRectF(0, 0, sidePx, sidePx));
    return out;
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    // A field that was reparented is polished again when it is first shown.
    auto* field = qobject_cast<QWidget*>(watched);
    if (field && event->type() == QEvent::Show) {
        auto colors = field->palette();
        colors.setColor(QPalette::PlaceholderText, color("text-3"));
        field->setPalette(colors);
    }
    return QObject::eventFilter(watched, event);
}

void Theme::keepPlaceholderReadable(QWidget* field) {
    const auto set = [this, field] {
        field->ensurePolished();
        auto colors = field->palette();
        colors.setColor(QPalette::PlaceholderText, color("text-3"));
        field->setPalette(colors);
    };
    set();
    field->installEventFilter(this);
    connect(this, &Theme::changed, field, [set, field] { QTimer::singleShot(0, field, set); });
}

} // namespace tiebreak

// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/report_html.h"

#include "views/report/report_sections.h"

#include <algorithm>
#include <array>

namespace rackloom::views {

namespace {

QString escaped(const QString& text) {
    return text.toHtmlEscaped();
}

QString toneClass(Tone tone) {
    static constexpr std::array<const char*, 5> kNames{"", "muted", "ok", "warn", "error"};
    return QLatin1String(kNames[static_cast<std::size_t>(tone)]);
}

QString classAttribute(const QStringList& names) {
    QStringList used = names;
    used.removeAll(QString());
    return used.isEmpty() ? QString()
                          : QStringLiteral(" class=\"") + used.join(QLatin1Char(' ')) + QLatin1Char('"');
}

// Roles of the theme as custom properties, once for light and once for dark.
QString roles(const Theme& t) {
    return QStringLiteral("--ground:%1;--surface:%2;--line:%3;--text:%4;--muted:%5;--accent:%6;--ok:%7;--"
                          "warn:%8;--error:%9;")
        .arg(t.panel.name(), t.surface.name(), t.line.name(), t.text.name(), t.textMuted.name(),
             t.accent.name(), t.ok.name(), t.warn.name(), t.error.name());
}

QString style() {
    const Theme light = makeTheme(ThemeMode::Light), dark = makeTheme(ThemeMode::Dark);
    return QStringLiteral(":root{color-scheme:light dark;") + roles(light) +
           QStringLiteral("}\n@media (prefers-color-scheme:dark){:root{") + roles(dark) +
           QStringLiteral(
               "}}\n"
               "*{box-sizing:border-box}\n"
               "body{margin:0;background:var(--ground);color:var(--text);font:15px/1.5 "
               "Inter,system-ui,'DejaVu Sans',sans-serif;"
               "font-variant-numeric:tabular-nums}\n"
               "main{max-width:1040px;margin:0 auto;padding:32px 24px 64px}\n"
               "header p{margin:4px 0;color:var(--muted)}\n"
               "h1{font-size:32px;line-height:1.2;margin:0 0 8px}\n"
               "h2{font-size:22px;margin:56px 0 16px;padding-bottom:8px;border-bottom:1px solid "
               "var(--line)}\n"
               "h3{font-size:16px;margin:32px 0 8px}\n"
               "nav{margin:24px 0;display:flex;flex-wrap:wrap;gap:4px 16px}\n"
               "a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}\n"
               ".kpis{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;margin:24px "
               "0;padding:0;list-style:none}\n"
               ".kpis li{background:var(--surface);border-radius:8px;padding:12px 16px;border-left:4px solid "
               "var(--hue)}\n"
               ".kpis .label{color:var(--muted);font-size:13px}.kpis "
               ".value{font-size:26px;line-height:1.3;font-weight:600}\n"
               ".kpis .unit{color:var(--muted);font-size:15px;font-weight:400}.kpis .note{font-size:13px}\n"
               ".bar{height:4px;border-radius:2px;background:var(--line);margin-top:8px}.bar "
               "span{display:block;height:4px;border-radius:2px;background:var(--hue)}\n"
               ".scroll{overflow-x:auto}\n"
               "table{border-collapse:collapse;width:100%;margin:8px 0 24px;font-size:14px}\n"
               "caption{text-align:left;font-weight:600;font-size:16px;padding:16px 0 8px}\n"
               "th{text-align:left;color:var(--muted);font-weight:500;border-bottom:2px solid var(--line)}\n"
               "th,td{padding:6px 12px 6px 0;vertical-align:top}td{border-bottom:1px solid var(--line)}\n"
               ".num{text-align:right;white-space:nowrap}\n"
               ".muted{color:var(--muted)}.ok{color:var(--ok)}.warn{color:var(--warn)}.error{color:var(--"
               "error)}\n"
               ".drawings{display:grid;gap:24px;justify-items:center}\n"
               "figure{margin:8px 0 24px;width:100%;background:#fff;border:1px solid "
               "var(--line);border-radius:8px;padding:12px;color:#1d222b}\n"
               "figure svg{display:block;max-width:100%;height:auto;margin:0 auto}\n"
               "figure svg text{font-family:Inter,system-ui,'DejaVu Sans',sans-serif}\n"
               "figcaption{padding:8px 0 0;text-align:center;font-size:14px}figcaption "
               "span{display:block;color:#5a6370}\n"
               ".findings{list-style:none;padding:0;margin:0}\n"
               ".findings li{border-left:4px solid currentColor;padding:4px 0 4px 12px;margin:0 0 16px}\n"
               ".findings p{margin:2px 0;color:var(--text)}.findings "
               ".head{font-weight:600;color:inherit}.findings .muted{color:var(--muted)}\n"
               "footer{margin-top:64px;color:var(--muted);font-size:13px}\n"
               "@media "
               "(max-width:760px){.kpis{grid-template-columns:repeat(2,1fr)}.drawings{grid-template-columns:"
               "1fr !important}}\n"
               "@media print{:root{") +
           roles(light) +
           QStringLiteral("}body{font-size:10pt}main{max-width:none;padding:0}nav{display:none}"
                          "h2,h3,caption{break-after:avoid}tr,figure,.findings "
                          "li{break-inside:avoid}thead{display:table-header-group}}\n"
                          "@page{margin:18mm 16mm}\n");
}

QString markup(const ReportParagraph& p) {
    if (p.heading) return QStringLiteral("<h3>%1</h3>\n").arg(escaped(p.text));
    return QStringLiteral("<p%1>%2</p>\n").arg(classAttribute({toneClass(p.tone)}), escaped(p.text));
}

QString markup(const ReportTable& table) {
    QString out = QStringLiteral("<div class=\"scroll\"><table>\n");
    if (!table.caption.isEmpty())
        out += QStringLiteral("<caption>%1</caption>\n").arg(escaped(table.caption));
    out += QStringLiteral("<thead><tr>");
    for (const ReportColumn& column : table.columns)
        out += QStringLiteral("<th scope=\"col\"%1>%2</th>")
                   .arg(classAttribute({column.numeric ? QStringLiteral("num") : QString()}),
                        escaped(column.title));
    out += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const auto& row : table.rows) {
        out += QStringLiteral("<tr>");
        for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i)
            out += QStringLiteral("<td%1>%2</td>")
                       .arg(classAttribute({table.columns[i].numeric ? QStringLiteral("num") : QString(),
                                            toneClass(row[i].tone)}),
                            escaped(row[i].text));
        out += QStringLiteral("</tr>\n");
    }
    return out + QStringLiteral("</tbody></table></div>\n");
}

QString markup(const ReportKpis& kpis) {
    const Theme theme = makeTheme(ThemeMode::Light);
    QString out = QStringLiteral("<ul class=\"kpis\">\n");
    for (const ReportKpi& kpi : kpis.items) {
        out += QStringLiteral("<li style=\"--hue:%1\"><div class=\"label\">%2</div><div class=\"value\">%3 "
                              "<span class=\"unit\">%4</span></div>")
                   .arg(theme.domain(kpi.domain).name(), escaped(kpi.label), escaped(kpi.value),
                        escaped(kpi.unit));
        if (!kpi.note.isEmpty())
            out += QStringLiteral("<div%1>%2</div>")
                       .arg(classAttribute({QStringLiteral("note"), toneClass(kpi.tone)}), escaped(kpi.note));
        if (kpi.budgetShare)
            out += QStringLiteral("<div class=\"bar\"><span style=\"width:%1%\"></span></div>")
                       .arg(QString::number(std::clamp(*kpi.budgetShare, 0.0, 1.0) * 100, 'f', 1));
        out += QStringLiteral("</li>\n");
    }
    return out + QStringLiteral("</ul>\n");
}

QString markup(const ReportFindings& findings) {
    QString out = QStringLiteral("<ul class=\"findings\">\n");
    for (const ReportFinding& f : findings.items) {
        out += QStringLiteral("<li%1><p class=\"head\">%2: %3</p><p>%4</p>")
                   .arg(classAttribute({toneClass(f.tone)}), escaped(f.severity), escaped(f.title),
                        escaped(f.message));
        if (!f.remedy.isEmpty())
            out += QStringLiteral("<p class=\"muted\">%1 %2</p>")
                       .arg(escaped(reportTr("Remedy:")), escaped(f.remedy));
        if (!f.waiver.isEmpty())
            out += QStringLiteral("<p class=\"muted\">%1 %2</p>")
                       .arg(escaped(reportTr("Accepted because:")), escaped(f.waiver));
        out += QStringLiteral("</li>\n");
    }
    return out + QStringLiteral("</ul>\n");
}

QString markup(const ReportDrawings& drawings, const DrawingMarkup& drawing) {
    QString out = QStringLiteral("<div class=\"drawings\" style=\"grid-template-columns:repeat(%1,1fr)\">\n")
                      .arg(std::max(1, drawings.columns));
    for (const ReportDrawing& d : drawings.items)
        out += QStringLiteral("<figure>%1<figcaption>%2<span>%3</span></figcaption></figure>\n")
                   .arg(drawing(d), escaped(d.title), escaped(d.description));
    return out + QStringLiteral("</div>\n");
}

QString markup(const ReportBlock& block, const DrawingMarkup& drawing) {
    if (const auto* drawings = std::get_if<ReportDrawings>(&block)) return markup(*drawings, drawing);
    if (const auto* table = std::get_if<ReportTable>(&block)) return markup(*table);
    if (const auto* kpis = std::get_if<ReportKpis>(&block)) return markup(*kpis);
    if (const auto* findings = std::get_if<ReportFindings>(&block)) return markup(*findings);
    return markup(std::get<ReportParagraph>(block));
}

QString head(const ReportDocument& document) {
    QString out = QStringLiteral("<header>\n<h1>%1</h1>\n<p>%2</p>\n<p>%3</p>\n")
                      .arg(escaped(document.title), escaped(document.subtitle), escaped(document.edition));
    if (!document.notes.isEmpty()) out += QStringLiteral("<p>%1</p>\n").arg(escaped(document.notes));
    out += QStringLiteral("</header>\n<nav aria-label=\"%1\">").arg(escaped(reportTr("Sections")));
    for (const ReportSection& section : document.sections)
        out += QStringLiteral("<a href=\"#%1\">%2</a> ").arg(section.anchor, escaped(section.title));
    return out + QStringLiteral("</nav>\n");
}

}  // namespace

QString reportHtml(const ReportDocument& document, const DrawingMarkup& drawing) {
    QString out =
        QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
                       "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, "
                       "initial-scale=1\"/>\n"
                       "<meta name=\"generator\" "
                       "content=\"%1\"/>\n<title>%2</title>\n<style>\n%3</style>\n</head>\n<body>\n<main>\n")
            .arg(escaped(document.producer), escaped(document.title), style());
    out += head(document);
    for (const ReportSection& section : document.sections) {
        out +=
            QStringLiteral("<section id=\"%1\">\n<h2>%2</h2>\n").arg(section.anchor, escaped(section.title));
        for (const ReportBlock& block : section.blocks)
            out += markup(block, drawing);
        out += QStringLiteral("</section>\n");
    }
    return out + QStringLiteral("<footer>%1</footer>\n</main>\n</body>\n</html>\n")
                     .arg(escaped(reportTr("Made with %1").arg(document.producer)));
}

}  // namespace rackloom::views

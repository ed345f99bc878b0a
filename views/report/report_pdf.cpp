// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/report_pdf.h"

#include "views/report/pdf_outline.h"
#include "views/report/report_pdf_objects.h"
#include "views/report/report_sections.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextTable>

#include <algorithm>
#include <cmath>
#include <utility>

namespace rackloom::views {

namespace {

constexpr int kResolution = 300;
constexpr double kDotsPerMm = kResolution / 25.4;
constexpr double kHeaderMm = 11, kFooterMm = 9;
constexpr double kPixel = 96 / 25.4;  // block margins are in pixels of 1/96 inch per millimetre

/// Puts the content into a text document, block by block.
class TextWriter {
public:
    TextWriter(QTextDocument& text, ReportObjects& objects)
        : objects_(objects), cursor_(&text), theme_(makeTheme(ThemeMode::Light)) {}

    void write(const ReportDocument& document) {
        cursor_.beginEditBlock();  // one layout at the end, not one for each cell
        paragraph(document.title, reportFont(22, true), theme_.text, 0, 1);
        paragraph(document.subtitle + QStringLiteral(" · ") + document.edition, reportFont(9),
                  theme_.textMuted, 0, 3);
        if (!document.notes.isEmpty()) paragraph(document.notes, reportFont(9), theme_.text, 0, 3);
        for (const ReportSection& section : document.sections) {
            heading(section.title, 14, 7);
            sections_.emplace_back(section.title, headings_.back());
            for (const ReportBlock& block : section.blocks)
                std::visit([this](const auto& b) { write(b); }, block);
        }
        cursor_.endEditBlock();
    }

    /// Positions of headings: they must not end a page.
    const std::vector<int>& headings() const { return headings_; }
    /// Titles and positions of sections.
    const std::vector<std::pair<QString, int>>& sections() const { return sections_; }

private:
    void write(const ReportParagraph& p) {
        if (p.heading)
            heading(p.text, 10.5, 4);
        else
            paragraph(p.text, reportFont(8.5), toneColour(theme_, p.tone), 0, 2);
    }

    void write(const ReportKpis& kpis) { object(objects_.add(kpis)); }

    void write(const ReportDrawings& drawings) {
        const std::size_t columns = static_cast<std::size_t>(std::max(1, drawings.columns));
        for (std::size_t i = 0; i < drawings.items.size(); i += columns) {
            const auto from = drawings.items.begin() + static_cast<std::ptrdiff_t>(i);
            const auto to = drawings.items.begin() +
                            static_cast<std::ptrdiff_t>(std::min(i + columns, drawings.items.size()));
            object(objects_.add(std::vector<ReportDrawing>(from, to)));
        }
    }

    void write(const ReportFindings& findings) {
        for (const ReportFinding& f : findings.items) {
            block(2, 0.3);
            styled(QStringLiteral("■ ") + f.severity + QStringLiteral("  "), reportFont(8.5, true),
                   toneColour(theme_, f.tone));
            styled(f.title, reportFont(8.5, true), theme_.text);
            paragraph(f.message, reportFont(8.5), theme_.text, 0, 0.3, 4);
            if (!f.remedy.isEmpty())
                paragraph(reportTr("Remedy: ") + f.remedy, reportFont(8), theme_.textMuted, 0, 1, 4);
            if (!f.waiver.isEmpty())
                paragraph(reportTr("Accepted because: ") + f.waiver, reportFont(8), theme_.textMuted, 0, 1,
                          4);
        }
    }

    void write(const ReportTable& table) {
        if (!table.caption.isEmpty()) heading(table.caption, 9.5, 4);
        QTextTableFormat format;
        format.setBorder(0);
        format.setCellSpacing(0);
        format.setCellPadding(0);
        format.setHeaderRowCount(1);
        format.setBorderCollapse(true);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        format.setBottomMargin(3 * kPixel);
        double total = 0;
        for (const ReportColumn& column : table.columns)
            total += column.weight;
        QList<QTextLength> widths;
        for (const ReportColumn& column : table.columns)
            widths << QTextLength(QTextLength::PercentageLength, 100 * column.weight / total);
        format.setColumnWidthConstraints(widths);
        block(0, 0);
        const int rows = static_cast<int>(table.rows.size()) + 1,
                  columns = static_cast<int>(table.columns.size());
        QTextTable* grid = cursor_.insertTable(rows, columns, format);
        for (int c = 0; c < columns; ++c) {
            const ReportColumn& column = table.columns[static_cast<std::size_t>(c)];
            fill(*grid, 0, c, {column.title, Tone::Muted}, column.numeric, true);
        }
        for (int r = 1; r < rows; ++r) {
            const auto& row = table.rows[static_cast<std::size_t>(r) - 1];
            for (int c = 0; c < columns && c < static_cast<int>(row.size()); ++c)
                fill(*grid, r, c, row[static_cast<std::size_t>(c)],
                     table.columns[static_cast<std::size_t>(c)].numeric, false);
        }
        cursor_.movePosition(QTextCursor::End);
    }

    void fill(QTextTable& grid, int row, int column, const ReportCell& cell, bool numeric, bool head) {
        QTextTableCell at = grid.cellAt(row, column);
        QTextTableCellFormat format;
        format.setBottomBorder(head ? 1 : 0.5);
        format.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBottomBorderBrush(head ? theme_.line : theme_.grid);
        // Little below: a row whose text just fits a page must not leave its padding to the next.
        format.setTopPadding(1.2 * kPixel);
        format.setBottomPadding(0.2 * kPixel);
        format.setRightPadding(numeric && column + 1 < grid.columns() ? 3.5 * kPixel : 1.5 * kPixel);
        format.setVerticalAlignment(head ? QTextCharFormat::AlignBottom : QTextCharFormat::AlignTop);
        at.setFormat(format);
        QTextCursor cursor = at.firstCursorPosition();
        QTextBlockFormat layout;
        layout.setAlignment(numeric ? Qt::AlignRight : Qt::AlignLeft);
        cursor.setBlockFormat(layout);
        cursor.insertText(cell.text,
                          charFormat(reportFont(head ? 7 : 7.5, head), toneColour(theme_, cell.tone)));
    }

    static QTextCharFormat charFormat(const QFont& font, const QColor& colour) {
        QTextCharFormat format;
        format.setFont(font);
        format.setForeground(colour);
        return format;
    }

    // The document starts with one empty block, which the first call takes.
    void block(double above, double below, double indent = 0) {
        QTextBlockFormat format;
        format.setTopMargin(above * kPixel);
        format.setBottomMargin(below * kPixel);
        format.setLeftMargin(indent * kPixel);
        format.setLineHeight(118, QTextBlockFormat::ProportionalHeight);
        if (fresh_)
            cursor_.setBlockFormat(format);
        else
            cursor_.insertBlock(format, QTextCharFormat());
        fresh_ = false;
    }

    void styled(const QString& text, const QFont& font, const QColor& colour) {
        cursor_.insertText(text, charFormat(font, colour));
    }

    void paragraph(const QString& text, const QFont& font, const QColor& colour, double above, double below,
                   double indent = 0) {
        block(above, below, indent);
        styled(text, font, colour);
    }

    void heading(const QString& text, double points, double above) {
        paragraph(text, reportFont(points, true), theme_.text, above, 2);
        headings_.push_back(cursor_.block().position());
    }

    void object(int index) {
        block(1, 2);
        QTextBlockFormat plain = cursor_.blockFormat();
        plain.setLineHeight(100, QTextBlockFormat::ProportionalHeight);
        cursor_.setBlockFormat(plain);
        QTextCharFormat format;
        format.setObjectType(ReportObjects::kType);
        format.setProperty(ReportObjects::kIndex, index);
        cursor_.insertText(QString(QChar::ObjectReplacementCharacter), format);
    }

    ReportObjects& objects_;
    QTextCursor cursor_;
    Theme theme_;
    std::vector<int> headings_;
    std::vector<std::pair<QString, int>> sections_;
    bool fresh_ = true;
};

// The lower edge of the first line of a block, wherever page breaks moved it.
double firstLineEnd(const QTextDocument& text, const QTextBlock& block) {
    const QRectF box = text.documentLayout()->blockBoundingRect(block);
    const QTextLayout* layout = block.layout();
    if (layout == nullptr || layout->lineCount() == 0) return box.bottom();
    const double origin = box.top() - layout->boundingRect().top();
    return origin + layout->lineAt(0).rect().bottom();
}

// A heading whose content begins on the next page goes there too. Each break moves what follows, so one pass
// from the front settles them all.
void keepHeadings(QTextDocument& text, const std::vector<int>& headings, double pageHeight) {
    for (const int position : headings) {
        const QTextBlock block = text.findBlock(position);
        QTextBlock next = block.next();
        // The block before a table is empty; below its header one row should fit as well.
        const bool table = next.isValid() && next.text().isEmpty();
        while (next.isValid() && next.text().isEmpty())
            next = next.next();
        if (!next.isValid()) continue;
        const double end = firstLineEnd(text, next) + (table ? 0.035 * pageHeight : 0);
        const double top = text.documentLayout()->blockBoundingRect(block).top();
        if (std::floor(top / pageHeight) == std::floor((end - 1) / pageHeight)) continue;
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
        cursor.setBlockFormat(format);
    }
}

std::vector<PdfBookmark> bookmarks(const QTextDocument& text, const TextWriter& content,
                                   const QPageLayout& layout) {
    std::vector<PdfBookmark> out;
    const double body = text.pageSize().height(), points = 72.0 / kResolution;
    const double above = layout.margins(QPageLayout::Point).top() + kHeaderMm * kDotsPerMm * points;
    for (const auto& [title, position] : content.sections()) {
        const double top = text.documentLayout()->blockBoundingRect(text.findBlock(position)).top();
        const int page = static_cast<int>(std::floor(top / body));
        out.push_back({title, page, layout.fullRectPoints().height() - above - (top - page * body) * points});
    }
    return out;
}

void drawRunning(QPainter& painter, const ReportDocument& document, const QSizeF& page, int number,
                 int count) {
    const Theme theme = makeTheme(ThemeMode::Light);
    const double line = 4 * kDotsPerMm;
    painter.setFont(reportFont(7.5));
    painter.setPen(theme.textMuted);
    const QFontMetricsF metrics(painter.font(), painter.device());
    if (number > 1) {
        const QRectF top(0, 0, page.width(), line);
        painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(document.title, Qt::ElideRight, page.width() * 0.6));
        painter.drawText(top, Qt::AlignRight | Qt::AlignVCenter, document.edition);
        painter.fillRect(QRectF(0, line + 1.2 * kDotsPerMm, page.width(), 0.2 * kDotsPerMm), theme.line);
    } else {
        painter.fillRect(QRectF(0, 0, page.width(), 1.4 * kDotsPerMm), theme.accent);
    }
    const QRectF bottom(0, page.height() - line, page.width(), line);
    painter.drawText(bottom, Qt::AlignLeft | Qt::AlignVCenter, document.producer);
    painter.drawText(bottom, Qt::AlignRight | Qt::AlignVCenter,
                     reportTr("Page %1 of %2").arg(number).arg(count));
}

void drawPages(QPdfWriter& writer, QTextDocument& text, const ReportDocument& document, const QSizeF& page) {
    QPainter painter(&writer);
    const QSizeF body = text.pageSize();
    const int pages = text.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0) writer.newPage();
        drawRunning(painter, document, page, i + 1, pages);
        painter.save();
        painter.translate(0, kHeaderMm * kDotsPerMm - i * body.height());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = QRectF(0, i * body.height(), body.width(), body.height());
        painter.setClipRect(context.clip);
        text.documentLayout()->draw(&painter, context);
        painter.restore();
    }
}

}  // namespace

QByteArray reportPdf(const ReportDocument& document, const DrawingSource& source,
                     QPageSize::PageSizeId paper) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    std::vector<PdfBookmark> marks;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(paper));
        writer.setPageMargins(QMarginsF(16, 12, 16, 12), QPageLayout::Millimeter);
        writer.setTitle(document.title);
        writer.setCreator(document.producer);
        const QSizeF page = writer.pageLayout().paintRectPixels(kResolution).size();
        const QSizeF body(page.width(), std::floor(page.height() - (kHeaderMm + kFooterMm) * kDotsPerMm));
        QTextDocument text;
        ReportObjects objects(source, body, kDotsPerMm);
        text.documentLayout()->setPaintDevice(&writer);
        text.documentLayout()->registerHandler(ReportObjects::kType, &objects);
        text.setDocumentMargin(0);
        text.setDefaultFont(reportFont(8.5));
        text.setPageSize(body);
        TextWriter content(text, objects);
        content.write(document);
        keepHeadings(text, content.headings(), body.height());
        marks = bookmarks(text, content, writer.pageLayout());
        drawPages(writer, text, document, page);
    }
    return withBookmarks(buffer.data(), marks);
}

}  // namespace rackloom::views

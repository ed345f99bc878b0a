// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/report/pdf_outline.h"

#include <QRegularExpression>
#include <QStringEncoder>

#include <optional>
#include <utility>

namespace rackloom::views {

namespace {

// What the update must know of the file it extends.
struct PdfFile {
    int size = 0, root = 0, info = 0;
    qsizetype crossReferences = 0;
    QByteArray catalog;  ///< the entries of the catalogue dictionary
    std::vector<int> pages;
};

std::optional<int> numberAfter(const QByteArray& pdf, const char* pattern) {
    const auto match = QRegularExpression(QLatin1String(pattern)).match(QString::fromLatin1(pdf));
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

QByteArray objectText(const QByteArray& pdf, int number) {
    const QByteArray head = QByteArray("\n") + QByteArray::number(number) + " 0 obj\n";
    const qsizetype begin = pdf.indexOf(head);
    const qsizetype end = begin < 0 ? -1 : pdf.indexOf("endobj", begin);
    return end < 0 ? QByteArray() : pdf.mid(begin + head.size(), end - begin - head.size());
}

std::optional<PdfFile> understand(const QByteArray& pdf) {
    const qsizetype trailerAt = pdf.lastIndexOf("trailer");
    if (trailerAt < 0) return std::nullopt;
    const QByteArray trailer = pdf.mid(trailerAt);
    const auto size = numberAfter(trailer, "/Size (\\d+)"), root = numberAfter(trailer, "/Root (\\d+) 0 R");
    const auto info = numberAfter(trailer, "/Info (\\d+) 0 R"),
               at = numberAfter(trailer, "startxref\\s+(\\d+)");
    if (!size || !root || !info || !at) return std::nullopt;
    PdfFile file{*size, *root, *info, *at, {}, {}};
    const QByteArray catalog = objectText(pdf, file.root);
    const qsizetype open = catalog.indexOf("<<"), close = catalog.lastIndexOf(">>");
    const auto tree = numberAfter(catalog, "/Pages (\\d+) 0 R");
    if (open < 0 || close < open || !tree) return std::nullopt;
    file.catalog = catalog.mid(open + 2, close - open - 2);
    const QByteArray pages = objectText(pdf, *tree);
    const qsizetype kids = pages.indexOf('['), last = pages.indexOf(']');
    if (kids < 0 || last < kids) return std::nullopt;
    static const QRegularExpression kReference(QStringLiteral("(\\d+) 0 R"));
    auto match = kReference.globalMatch(QString::fromLatin1(pages.mid(kids, last - kids)));
    while (match.hasNext())
        file.pages.push_back(match.next().captured(1).toInt());
    return file;
}

// A text string of PDF: UTF-16, big end first, as hexadecimal digits.
QByteArray textString(const QString& text) {
    QStringEncoder encode(QStringEncoder::Utf16BE);
    const QByteArray bytes = encode(text);
    return "<feff" + bytes.toHex() + ">";
}

QByteArray reference(int number) {
    return QByteArray::number(number) + " 0 R";
}

class Update {
public:
    explicit Update(QByteArray pdf) : pdf_(std::move(pdf)) {}

    void add(int number, const QByteArray& dictionary) {
        places_.emplace_back(number, pdf_.size());
        pdf_ += QByteArray::number(number) + " 0 obj\n<<" + dictionary + ">>\nendobj\n";
    }

    QByteArray finish(const PdfFile& file, int size) && {
        const qsizetype at = pdf_.size();
        pdf_ += "xref\n";
        for (const auto& [number, place] : places_)
            pdf_ += QByteArray::number(number) + " 1\n" + QByteArray::number(place).rightJustified(10, '0') +
                    " 00000 n \n";
        pdf_ += "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Info " + reference(file.info) +
                "\n/Root " + reference(file.root) + "\n/Prev " + QByteArray::number(file.crossReferences) +
                "\n>>\nstartxref\n" + QByteArray::number(at) + "\n%%EOF\n";
        return std::move(pdf_);
    }

private:
    QByteArray pdf_;
    std::vector<std::pair<int, qsizetype>> places_;
};

}  // namespace

QByteArray withBookmarks(const QByteArray& pdf, const std::vector<PdfBookmark>& bookmarks) {
    const std::optional<PdfFile> file = understand(pdf);
    if (!file || bookmarks.empty()) return pdf;
    const int outline = file->size, first = outline + 1, count = static_cast<int>(bookmarks.size());
    for (const PdfBookmark& mark : bookmarks)
        if (mark.page < 0 || mark.page >= static_cast<int>(file->pages.size())) return pdf;
    Update update(pdf);
    update.add(file->root, file->catalog + "/Outlines " + reference(outline) + "\n/PageMode /UseOutlines\n");
    update.add(outline, "/Type /Outlines /First " + reference(first) + " /Last " +
                            reference(first + count - 1) + " /Count " + QByteArray::number(count));
    for (int i = 0; i < count; ++i) {
        const PdfBookmark& mark = bookmarks[static_cast<std::size_t>(i)];
        QByteArray item = "/Title " + textString(mark.title) + " /Parent " + reference(outline);
        if (i > 0) item += " /Prev " + reference(first + i - 1);
        if (i + 1 < count) item += " /Next " + reference(first + i + 1);
        item += " /Dest [" + reference(file->pages[static_cast<std::size_t>(mark.page)]) + " /XYZ null " +
                QByteArray::number(mark.top, 'f', 1) + " null]";
        update.add(first + i, item);
    }
    return std::move(update).finish(*file, first + count);
}

}  // namespace rackloom::views

#!/usr/bin/env python3
"""Makes the files of this folder from brackets.txt and table.txt.

LibreOffice writes .docx .doc .html .pdf .xlsx .xls, Chromium the other .pdf and the scan. Debian has no
program that writes OFD: make_ofd.py puts the words, where LibreOffice printed them, into the parts that GB/T 33190
names. Needs libreoffice-writer-nogui, libreoffice-calc-nogui, chromium, fonts-noto-cjk, poppler-utils.
Only for new papers: the results are kept, and the tests read those.
    tests/formats/make.py [FOLDER]
    tests/formats/make.py --long FOLDER     a plan of 40 pages, to measure with
bad/: a PDF with a password, one whose fonts have lost their ToUnicode maps, and one that is a picture of its page
(qpdf, poppler-utils), all three of small.txt.
"""

import html
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else HERE
HEADER = "示例市人民政府公报"

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Song" svg:font-family="'Noto Serif CJK SC'"/></office:font-face-decls>
<office:styles>
 <style:default-style style:family="paragraph"><style:text-properties style:font-name="Song" style:font-name-asian="Song"
  fo:font-size="{size}pt" style:font-size-asian="{size}pt" fo:language="zh" fo:country="CN" style:language-asian="zh"
  style:country-asian="CN"/></style:default-style>
 <style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"
  fo:margin-top="0.4cm" fo:margin-bottom="0.6cm"/><style:text-properties fo:font-size="20pt" style:font-size-asian="20pt"/></style:style>
 <style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
  fo:text-indent="{indent}pt" fo:line-height="150%"/></style:style>
 <style:style style:name="Right" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
 <style:style style:name="Middle" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
 <style:style style:name="Cell" style:family="paragraph"/>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="{width}cm" fo:page-height="{height}cm"
  fo:margin-top="1.8cm" fo:margin-bottom="1.8cm" fo:margin-left="2.6cm" fo:margin-right="2.6cm"/>
  <style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/></style:header-style>
  <style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style>
 </style:page-layout>
 <style:style style:name="Tab" style:family="table"><style:table-properties style:width="{table_width}cm" table:align="center"/></style:style>
 {columns}
 <style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
  fo:padding="0.08cm" style:vertical-align="middle"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
 <style:header><text:p text:style-name="Right">{header}</text:p></style:header>
 <style:footer><text:p text:style-name="Middle">— <text:page-number/> —</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""

FODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="任务分解表">{rows}</table:table></office:spreadsheet></office:body>
</office:document>
"""


def lines_of(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file if line.strip()]


def table_cells(rows):
    """Cells of each row as (words, rows that it fills); None where a cell from above goes on."""
    out = []
    for r, row in enumerate(rows):
        line = []
        for c, words in enumerate(row):
            if c == 0 and r > 0 and words == "":
                line.append(None)
                continue
            span = 1
            while c == 0 and r > 0 and r + span < len(rows) and rows[r + span][0] == "":
                span += 1
            line.append((words, span))
        out.append(line)
    return out


def text_fodt(name, titles, right):
    body = []
    for i, line in enumerate(lines_of(name)):
        style = "Title" if i in titles else "Right" if i in right else "Body"
        body.append(f'<text:p text:style-name="{style}">{html.escape(line)}</text:p>')
    return FODT.format(size=14, indent=28, width=21, height=29.7, table_width=15, columns="", header=HEADER, body="".join(body))


WIDTHS = (1.9, 1.1, 9.2, 1.9, 3.2, 4.2, 2.6)


def table_fodt():
    lines = lines_of("table.txt")
    rows = [line.split("\t") for line in lines[1:]]
    columns = "".join(
        f'<style:style style:name="C{i}" style:family="table-column"><style:table-column-properties style:column-width="{w}cm"/></style:style>'
        for i, w in enumerate(WIDTHS))
    body = [f'<text:p text:style-name="Title">{lines[0]}</text:p>', '<table:table table:style-name="Tab">']
    body += [f'<table:table-column table:style-name="C{i}"/>' for i in range(len(WIDTHS))]
    for r, row in enumerate(table_cells(rows)):
        if r == 0:
            body.append("<table:table-header-rows>")
        body.append("<table:table-row>")
        for cell in row:
            if cell is None:
                body.append("<table:covered-table-cell/>")
                continue
            span = f' table:number-rows-spanned="{cell[1]}"' if cell[1] > 1 else ""
            body.append(f'<table:table-cell table:style-name="Box"{span}><text:p text:style-name="Cell">{html.escape(cell[0])}</text:p></table:table-cell>')
        body.append("</table:table-row>")
        if r == 0:
            body.append("</table:table-header-rows>")
    body.append("</table:table>")
    return FODT.format(size=12, indent=0, width=29.7, height=21, table_width=sum(WIDTHS), columns=columns, header=HEADER, body="".join(body))


def table_fods():
    lines = lines_of("table.txt")
    rows = [line.split("\t") for line in lines[1:]]
    out = [f'<table:table-row><table:table-cell table:number-columns-spanned="{len(rows[0])}" table:number-rows-spanned="1" office:value-type="string"><text:p>{lines[0]}</text:p></table:table-cell></table:table-row>']
    for row in table_cells(rows):
        out.append("<table:table-row>")
        for cell in row:
            if cell is None:
                out.append("<table:covered-table-cell/>")
                continue
            words, span = cell
            spans = f' table:number-columns-spanned="1" table:number-rows-spanned="{span}"' if span > 1 else ""
            if re.fullmatch(r"\d+", words):
                out.append(f'<table:table-cell office:value-type="float" office:value="{words}"{spans}><text:p>{words}</text:p></table:table-cell>')
            else:
                out.append(f'<table:table-cell office:value-type="string"{spans}><text:p>{html.escape(words)}</text:p></table:table-cell>')
        out.append("</table:table-row>")
    return FODS.format(rows="".join(out))


PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>方案</title><style>
@page {{ size: {paper}; margin: 2cm }} body {{ font: {size}pt/1.6 "Noto Serif CJK SC" }}
p {{ margin: 0; text-indent: {indent}em; text-align: justify }} h1 {{ font-size: 20pt; text-align: center; font-weight: normal }}
p.right {{ text-align: right }} table {{ border-collapse: collapse; width: 100% }} thead {{ display: table-header-group }}
td, th {{ border: 1px solid #000; padding: 3px; font-weight: normal }} td.c {{ text-align: center }}
</style></head><body>{body}</body></html>"""


def brackets_page():
    body = []
    for i, line in enumerate(lines_of("brackets.txt")):
        if i in (0, 5):
            body.append(f"<h1>{line}</h1>")
        else:
            body.append(f'<p{" class=right" if i in (3, 4) else ""}>{html.escape(line)}</p>')
    return PAGE.format(paper="A4", size=14, indent=2, body="".join(body))


def table_page():
    lines = lines_of("table.txt")
    rows = [line.split("\t") for line in lines[1:]]
    body = [f"<h1>{lines[0]}</h1><table>"]
    for r, row in enumerate(table_cells(rows)):
        body.append("<thead><tr>" if r == 0 else "<tr>")
        for c, cell in enumerate(row):
            if cell is not None:
                tag = "th" if r == 0 else "td"
                span = f" rowspan={cell[1]}" if cell[1] > 1 else ""
                body.append(f'<{tag}{span}{" class=c" if c in (0, 1) and r else ""}>{html.escape(cell[0])}</{tag}>')
        body.append("</tr></thead>" if r == 0 else "</tr>")
    body.append("</table>")
    return PAGE.format(paper="A4 landscape", size=12, indent=0, body="".join(body))


def long_pdfs(folder):
    """A plan of 280 tasks under headings, 40 pages and more, as LibreOffice and as Chromium print it; for docs/benchmarks.md."""
    lines = lines_of("brackets.txt")
    first = next(i for i, line in enumerate(lines) if line.startswith("一、"))
    body = lines[first:-1]
    many, count = [], 0
    for part in range(10):
        for line in body:
            found = re.match(r"\d+\.", line)
            if found:
                count += 1
                line = f"{count}." + line[found.end():]
            elif not line.startswith("（"):
                line = f"{'一二三四五六七八九十'[part]}、" + line.split("、", 1)[1]
            many.append(line)
    path = os.path.join(folder, "long.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines[:first] + many + lines[-1:]) + "\n")
    source = os.path.join(folder, "long.fodt")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text_fodt(path, (0, 5), (3, 4)))
    office(folder, source, "pdf")
    page = os.path.join(folder, "long.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write(PAGE.format(paper="A4", size=20, indent=2, body="".join(f"<p>{html.escape(line)}</p>" for line in lines_of(path))))
    chromium_pdf(page, os.path.join(folder, "long.chromium.pdf"))


def office(folder, source, kind):
    subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to", kind,
                    "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def chromium_pdf(source, target):
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                    "--print-to-pdf=" + target, "file://" + source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def bad_pdfs(folder, pdf):
    """The same page three times over, each in a way that its words cannot simply be taken."""
    os.makedirs(os.path.join(OUT, "bad"), exist_ok=True)
    subprocess.run(["qpdf", "--encrypt", "secret", "secret", "256", "--", pdf, os.path.join(OUT, "bad", "locked.pdf")], check=True)
    plain = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], check=True, capture_output=True).stdout
    plain = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found.group()), plain)
    with open(os.path.join(folder, "plain.pdf"), "wb") as file:
        file.write(plain)
    subprocess.run(["qpdf", "--object-streams=generate", os.path.join(folder, "plain.pdf"), os.path.join(OUT, "bad", "no_unicode.pdf")], check=True)
    subprocess.run(["pdftoppm", "-r", "200", "-mono", "-png", "-singlefile", pdf, os.path.join(folder, "scan")], check=True)
    page = os.path.join(folder, "scan.html")
    with open(page, "w", encoding="utf-8") as file:
        file.write('<style>@page{size:A4;margin:0}body{margin:0}img{width:210mm}</style><img src="scan.png">')
    chromium_pdf(page, os.path.join(OUT, "bad", "scan.pdf"))
    os.replace(os.path.join(folder, "scan.png"), os.path.join(OUT, "bad", "scan.png"))


def main():
    if sys.argv[1:2] == ["--long"]:
        long_pdfs(os.path.abspath(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        def write(name, words):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(words)
            return path

        def keep(made, name):
            os.replace(os.path.join(folder, made), os.path.join(OUT, name))

        for paper, text in (("brackets", text_fodt("brackets.txt", (0, 5), (3, 4))), ("table", table_fodt())):
            source = write(paper + ".fodt", text)
            for kind in ("docx", "doc", "html:HTML (StarWriter)", "pdf"):
                office(folder, source, kind)
                ending = kind.split(":")[0]
                if ending == "pdf":
                    subprocess.run([sys.executable, os.path.join(HERE, "make_ofd.py"), os.path.join(folder, paper + ".pdf"),
                                    os.path.join(OUT, paper + ".ofd")], check=True)
                keep(f"{paper}.{ending}", f"{paper}.{ending}")
        source = write("table.fods", table_fods())
        for kind in ("xlsx", "xls"):
            office(folder, source, kind)
            keep("table." + kind, "table." + kind)
        office(folder, write("small.fodt", text_fodt("bad/small.txt", (0,), ())), "pdf")
        bad_pdfs(folder, os.path.join(folder, "small.pdf"))
        for paper, text in (("brackets", brackets_page()), ("table", table_page())):
            chromium_pdf(write(paper + ".page.html", text), os.path.join(OUT, paper + ".chromium.pdf"))


if __name__ == "__main__":
    main()

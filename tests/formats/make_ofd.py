#!/usr/bin/env python3
"""Puts the letters and lines of a PDF into an OFD as GB/T 33190-2016 lays it out: OFD.xml, Doc_0/Document.xml, a
template page, one Content.xml a page with TextObject, TextCode and DeltaX, and PathObject for the frames.
    make_ofd.py PAPER.pdf PAPER.ofd       needs pdftotext of poppler-utils and build/release/duban-pdf
"""

import html
import os
import subprocess
import sys
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MM = 25.4 / 72
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def pages_of(pdf):
    with open(pdf, "rb") as file:
        said = subprocess.run([os.path.join(ROOT, "build/release/duban-pdf")], stdin=file, capture_output=True, check=True)
    pages = []
    for line in said.stdout.decode().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "P":
            pages.append({"size": [float(x) for x in rest.split()], "words": [], "rules": []})
        elif kind == "W":
            left, top, right, bottom, size, words = rest.split(" ", 5)
            pages[-1]["words"].append((float(left), float(top), float(right), float(bottom), float(size), words))
        elif kind == "L":
            pages[-1]["rules"].append([float(x) for x in rest.split()])
    return pages


def steps(words, left, right, size):
    """DeltaX: the steps between letters, runs of one step as `g n d`."""
    wide = [1.0 if ord(c) >= 0x2E80 or c in "—“”" else 0.5 for c in words]
    scale = (right - left) / sum(wide)
    given = [round(w * scale * MM, 3) for w in wide[:-1]]
    out, i = [], 0
    while i < len(given):
        n = 1
        while i + n < len(given) and given[i + n] == given[i]:
            n += 1
        out.append(f"g {n} {given[i]}" if n > 2 else " ".join([str(given[i])] * n))
        i += n
    return " ".join(out)


def main():
    pdf, ofd = sys.argv[1:3]
    pages = pages_of(pdf)
    width, height = (x * MM for x in pages[0]["size"])
    number = [10]

    def fresh():
        number[0] += 1
        return number[0]

    def text(word):
        left, top, right, bottom, size, words = word
        base = (top + size * 0.88) * MM
        x, y = left * MM, top * MM
        delta = steps(words, left, right, size)
        delta = f' DeltaX="{delta}"' if delta else ""
        return (f'<ofd:TextObject ID="{fresh()}" Boundary="{x:.3f} {y:.3f} {(right - left) * MM:.3f} {(bottom - top) * MM:.3f}" Font="3" Size="{size * MM:.4f}">'
                f'<ofd:TextCode X="0" Y="{base - y:.3f}"{delta}>{html.escape(words)}</ofd:TextCode></ofd:TextObject>')

    def rule(at):
        left, top, right, bottom = (v * MM for v in at)
        return (f'<ofd:PathObject ID="{fresh()}" Boundary="{left:.3f} {top:.3f} {max(right - left, 0.2):.3f} {max(bottom - top, 0.2):.3f}" LineWidth="0.2">'
                f'<ofd:AbbreviatedData>M 0 0 L {right - left:.3f} {bottom - top:.3f} </ofd:AbbreviatedData></ofd:PathObject>')

    # what every page has at its top is the template's
    first = pages[0]["words"][0]
    head = (f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {OFD}><ofd:Content><ofd:Layer ID="{fresh()}" Type="Background">'
            + text(first) + "</ofd:Layer></ofd:Content></ofd:Page>")
    parts = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/PublicRes.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:Res {OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Tpls/Tpl_0/Content.xml": head,
        "Doc_0/Annots/Annotations.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:Annotations {OFD}/>',
    }
    listed = []
    for i, page in enumerate(pages):
        body = "".join(text(w) for w in page["words"] if w[:5] != first[:5])
        lines = "".join(rule(r) for r in page["rules"])
        parts[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {OFD}><ofd:Template TemplateID="5" ZOrder="Background"/>'
            f'<ofd:Area><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox></ofd:Area>'
            f'<ofd:Content><ofd:Layer ID="{fresh()}" Type="Body"><ofd:PageBlock ID="{fresh()}">{lines}</ofd:PageBlock>{body}</ofd:Layer></ofd:Content></ofd:Page>')
        listed.append(f'<ofd:Page ID="{fresh()}" BaseLoc="Pages/Page_{i}/Content.xml"/>')
    parts["Doc_0/Document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>{number[0] + 1}</ofd:MaxUnitID>'
        f'<ofd:PageArea><ofd:PhysicalBox>0 0 {width:.2f} {height:.2f}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>'
        f'<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{"".join(listed)}</ofd:Pages>'
        f'<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>')
    with zipfile.ZipFile(ofd, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), words, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()

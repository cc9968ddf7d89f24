#!/usr/bin/env python3
"""Writes PDF files that are small and never end, for tests/cli/formats_test.sh: streams that unfold to gigabytes, forms that
draw each other, trees of pages that are deep or come back to themselves, objects that lie in themselves.
    pdf_bombs.py FOLDER
"""

import os
import sys
import zlib

os.chdir(sys.argv[1])


def pdf(name, objects):
    out = bytearray(b"%PDF-1.7\n")
    at = {}
    for n, body in objects:
        at[n] = len(out)
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    top = max(at) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % top
    for n in range(1, top): out += (b"%010d 00000 n \n" % at[n]) if n in at else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (top, start)
    open(name, "wb").write(out)


def stream(data, more=b"/Filter /FlateDecode"):
    return b"<</Length %d %s>>\nstream\n" % (len(data), more) + data + b"\nendstream"


CATALOG = (1, b"<</Type /Catalog /Pages 2 0 R>>")
ONE = (2, b"<</Type /Pages /Kids [3 0 R] /Count 1>>")


def page(contents, more=b""):
    return (3, b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + contents + b" /Resources <<" + more + b">>>>")


def unfolds(byte, times):
    packer = zlib.compressobj(9)
    out = b""
    for _ in range(times):
        out += packer.compress(byte * (1 << 20))
    return out + packer.flush()


once = unfolds(b" ", 64)
pdf("flate.pdf", [CATALOG, ONE, page(b"[" + b"4 0 R " * 256 + b"]"), (4, stream(zlib.compress(once), b"/Filter [/FlateDecode /FlateDecode]"))])
ops = zlib.compress(b"q Q " * (1 << 22))
pdf("operators.pdf", [CATALOG, ONE, page(b"[" + b"4 0 R " * 512 + b"]"), (4, stream(ops))])
deep = 20000
pdf("deep_tree.pdf", [CATALOG] + [(n, b"<</Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R>>" % (n + 1, n - 1)) for n in range(2, deep)] + [(deep, b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 9 9]>>" % (deep - 1))])
pdf("tree_loop.pdf", [CATALOG, (2, b"<</Type /Pages /Kids [3 0 R 2 0 R] /Count 9>>"), (3, b"<</Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 2 0 R>>")])
pdf("many_pages.pdf", [CATALOG, (2, b"<</Type /Pages /Kids [" + b"3 0 R " * 200000 + b"] /Count 2000000000>>"), page(b"4 0 R"), (4, stream(zlib.compress(b" ")))])
laughs = [(n, stream(b"/F Do /F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F %d 0 R>>>>" % (n + 1))) for n in range(5, 60)]
pdf("laughs.pdf", [CATALOG, ONE, page(b"4 0 R", b"/XObject <</F 5 0 R>>"), (4, stream(b"/F Do", b""))] + laughs + [(60, stream(b"q Q", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))])
pdf("form_loop.pdf", [CATALOG, ONE, page(b"4 0 R", b"/XObject <</F 5 0 R>>"), (4, stream(b"/F Do", b"")), (5, stream(b"/F Do /F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F 5 0 R>>>>"))])


def xref_stream(name, objects, entries, extra=b""):
    out = bytearray(b"%PDF-1.7\n")
    at = {}
    for n, body in objects:
        at[n] = len(out)
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    start = len(out)
    me = 20
    rows = b""
    for n in range(me + 1):
        kind, a, b = entries.get(n, (0, 0, 0)) if n not in at else (1, at[n], 0)
        if n == me:
            kind, a, b = 1, start, 0
        rows += bytes([kind]) + a.to_bytes(4, "big") + bytes([b])
    out += b"%d 0 obj\n" % me + stream(rows, b"/Type /XRef /Size %d /W [1 4 1] /Root 1 0 R%s" % (me + 1, extra % {b"start": start})) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    open(name, "wb").write(out)
inner = b"1 0 " + b"<</Type /Catalog /Pages 2 0 R>>"
xref_stream("objects_loop.pdf", [(10, stream(inner, b"/Type /ObjStm /N 1 /First 4 /Extends 10 0 R"))], {1: (2, 10, 0), 2: (2, 11, 0), 11: (2, 12, 0), 12: (2, 11, 0)})
xref_stream("objects_self.pdf", [], {1: (2, 10, 0), 10: (2, 10, 0), 2: (2, 10, 1)})
xref_stream("prev_loop.pdf", [CATALOG, ONE, page(b"4 0 R"), (4, stream(zlib.compress(b" ")))], {}, b" /Prev %(start)d")


big = unfolds(b" ", 400)
xref_stream("objects_bomb.pdf", [(10, stream(zlib.compress(big), b"/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]"))], {1: (2, 10, 0)})
# a table of references that unfolds to gigabytes
body = b"%PDF-1.7\n"
packed = zlib.compress(unfolds(b"\0", 400))
body += b"9 0 obj\n" + stream(packed, b"/Type /XRef /Size 150000000 /W [1 4 1] /Root 1 0 R /Filter [/FlateDecode /FlateDecode]") + b"\nendobj\nstartxref\n9\n%%EOF\n"
open("references_bomb.pdf", "wb").write(body)
pdf("nested_arrays.pdf", [CATALOG, ONE, page(b"4 0 R", b"/A " + b"[" * 200000), (4, stream(zlib.compress(b" ")))])

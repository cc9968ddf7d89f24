# Papers of every format that are locked, cut off, bombs or pictures: one clear message in both languages, within
# bounded time and memory, and nothing imported by half.
formats=$(cd "$(dirname "$0")/../formats" && pwd)
. "$(dirname "$0")/lib.sh"

# bounded COMMAND…: 20 seconds, 1.5 GB of addresses
bounded() { (ulimit -v 1500000 && exec timeout 20 "$@"); }

# refused NAME FILE EN ZH: said in both languages
refused() {
  run bounded "$DUBAN" text "$2"
  one_message "$1" 1 "$3"
  run bounded env LC_ALL=zh_CN.UTF-8 "$DUBAN" text "$2"
  one_message "$1, in Chinese" 1 "$4"
}

run "$DUBAN" formats
expect "the formats" 0
says "names OFD" out "OFD (GB/T 33190)"
says "and the limits" out "64 MB"
run env DUBAN_SOFFICE= DUBAN_TESSERACT= "$DUBAN" formats
says "what is missing, and how to get it" out "libreoffice-writer-nogui"
run in_zh env DUBAN_SOFFICE= DUBAN_TESSERACT= "$DUBAN" formats
says "in Chinese" out "不能读：apt-get install tesseract-ocr"

refused "a PDF with a password" "$formats/bad/locked.pdf" "has a password" "设了打开密码"
export DUBAN_TESSERACT= DUBAN_SOFFICE=
refused "a scan, where nothing recognises it" "$formats/bad/scan.pdf" "a scan without text" "扫描件"
refused "a picture" "$formats/bad/scan.png" "apt-get install tesseract-ocr" "这是图片"
refused "fonts without Unicode maps" "$formats/bad/no_unicode.pdf" "no ToUnicode" "乱码"
refused "an old document, where LibreOffice is not" "$formats/brackets.doc" "apt-get install libreoffice-writer-nogui" "安装 LibreOffice"
refused "an old workbook" "$formats/table.xls" "Install it" "安装 LibreOffice"
unset DUBAN_TESSERACT DUBAN_SOFFICE

for ending in pdf docx xlsx ofd doc; do
  name=table.$ending
  size=$(stat -c %s "$formats/$name")
  for part in 3 50 97; do
    head -c $((size * part / 100)) "$formats/$name" >"cut.$ending"
    # a PDF's pages may all be there before its end: then it is read
    [ "$ending" = pdf ] && [ "$part" = 97 ] && continue
    refused "$part % of a $ending" "cut.$ending" "damaged" "损坏"
  done
done

# what the bytes are decides: WPS writes the old formats under names of its own
if command -v soffice >/dev/null; then
  cp "$formats/brackets.doc" brackets.wps
  cp "$formats/table.xls" table.et
  run "$DUBAN" extract --format table brackets.wps
  says "a .wps is read as the document that it is" out "28"
  run "$DUBAN" extract --format table table.et
  says "a .et is read as the workbook that it is" out "17"
fi

# a PDF whose table of references is wrong is mended
python3 - "$formats/brackets.pdf" broken.pdf <<'PY'
import re, sys
data = open(sys.argv[1], "rb").read()
data = re.sub(rb"startxref\s+\d+", b"startxref\n99", data)
open(sys.argv[2], "wb").write(re.sub(rb"\n\d{10} \d{5} n", b"\n0000000007 00000 n", data))
PY
run bounded "$DUBAN" extract --format table broken.pdf
expect "a broken table of references is made again" 0
says "all is there" out "28"

python3 - "$formats" <<'PY'
import io, random, string, sys, zipfile
formats = sys.argv[1]
def like(name, source, part, words):
    old = zipfile.ZipFile(f"{formats}/{source}")
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, words if each.filename == part else old.read(each))
head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
foot = "</w:body></w:document>"
paragraph = "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"
like("bomb.docx", "brackets.docx", "word/document.xml", head + " " * 200_000_000 + foot)
like("marks.docx", "brackets.docx", "word/document.xml", head + "".join(f"<{c}/>" for c in random.choices(string.ascii_letters, k=100_000)) * 70 + foot)
like("deep.docx", "brackets.docx", "word/document.xml", head + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + foot)
laughs = "<!DOCTYPE x [<!ENTITY a 'haha'>" + "".join(f"<!ENTITY {chr(98 + i)} '{('&' + chr(97 + i) + ';') * 10}'>" for i in range(9))
like("laughs.docx", "brackets.docx", "word/document.xml",
     laughs + "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + head + paragraph % "&j;&f;1.改造老旧小区300个。（县住房城乡建设局牵头）" + foot)
like("bomb.xlsx", "table.xlsx", "xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + " " * 200_000_000 + "</sheetData></worksheet>")
like("bomb.ofd", "table.ofd", "Doc_0/Document.xml", "<Document>" + " " * 200_000_000 + "</Document>")
inner = io.BytesIO()
with zipfile.ZipFile(inner, "w") as archive:
    archive.writestr("a.zip", b"PK")
with zipfile.ZipFile("in.zip", "w") as archive:
    archive.writestr("b.zip", inner.getvalue())
open("deep.html", "w").write("<html>" + "<div>" * 300_000)
open("many.html", "w").write("<html>" + "<a>" * 3_000_000)
PY
# PDF files of a few kilobytes that never end: one message each, within seconds of work. A busy machine may take longer.
python3 "$formats/pdf_bombs.py" .
for row in "flate:more time or memory" "operators:more time or memory" "laughs:more time or memory" \
  "deep_tree:holds no words" "tree_loop:damaged" "many_pages:damaged" "form_loop:holds no words" "objects_loop:damaged" \
  "objects_self:damaged" "objects_bomb:damaged" "references_bomb:damaged" "prev_loop:holds no words" "nested_arrays:holds no words"; do
  run timeout 75 sh -c 'ulimit -v 1500000 && exec "$@"' - "$DUBAN" text "${row%%:*}.pdf"
  one_message "a PDF that never ends: ${row%%:*}" 1 "${row#*:}"
done

refused "a DOCX that unfolds to 200 MB" bomb.docx "too large unpacked" "解压后过大"
refused "millions of marks" marks.docx "holds too much" "内容过多"
refused "XML in XML in XML" deep.docx "nested more than" "嵌套超过"
refused "an XLSX bomb" bomb.xlsx "too large unpacked" "解压后过大"
refused "an OFD bomb" bomb.ofd "too large unpacked" "解压后过大"
refused "an archive of archives" in.zip "unpack it" "请解开"
refused "elements in elements" deep.html "nested too deep" "嵌套过深"
refused "millions of tags" many.html "too many tags" "标签过多"
run bounded "$DUBAN" text laughs.docx
expect "entities are neither expanded nor fetched" 0
says "but stay as they are" out "&j;&f;"

printf '1.改造老旧小区300个。（县住房城乡建设局牵头）\n' >good.txt
run "$DUBAN" import --db ledger.db good.txt
expect "a paper comes in" 0
before=$("$DUBAN" verify-log --db ledger.db 2>&1)
for file in "$formats/bad/locked.pdf" cut.docx bomb.docx bomb.xlsx bomb.ofd deep.html in.zip; do
  run bounded "$DUBAN" import --db ledger.db "$file"
  expect "$(basename "$file") does not" 1
done
same "and nothing of them is in the ledger or its log" "$before" "$("$DUBAN" verify-log --db ledger.db 2>&1)"

run "$DUBAN" text --places "$formats/table.ofd"
expect "places of an OFD" 0
says "with page and box" out '"page":2,"box":['
run "$DUBAN" text --places good.txt
says "none of a plain text" out '"places":[]'

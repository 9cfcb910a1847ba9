# Makes csv-by-python.json: sheets, and what Python's csv module reads from them.
#
# The first column is the bundle and never blank. Only sheets that both readers may agree on are made:
# Python takes quotes more leniently than a sheet may have them.
import csv, io, json, random

random.seed(20240229)
ATOMS = ["a", "B", "7", "é", "日本", "🧳", " ", ",", ";", "\t", '"', "\n", "\r\n", "'", "=", "-"]


def cell():
    return "".join(random.choice(ATOMS) for _ in range(random.randrange(0, 7)))


def written(value, delimiter, end):
    needs = any(c in value for c in (delimiter, '"', "\n", "\r"))
    if needs or random.random() < 0.2:
        return '"' + value.replace('"', '""') + '"'
    return value


sheets = []
for number in range(400):
    delimiter = random.choice([",", ";", "\t"])
    end = random.choice(["\n", "\r\n"])
    width = random.randrange(2, 6)
    rows = [["bundle"] + [f"column {i} of it" for i in range(1, width)]]
    for _ in range(random.randrange(1, 6)):
        rows.append([f"b{random.randrange(10)}"] + [cell() for _ in range(1, width)])
    text = end.join(delimiter.join(written(c, delimiter, end) for c in row) for row in rows)
    text += end if random.random() < 0.7 else ""
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert read == rows, (text, read)
    sheets.append({"text": text, "rows": read[1:]})

with open("csv-by-python.json", "w", encoding="utf-8") as file:
    json.dump(sheets, file, ensure_ascii=False, separators=(",", ":"))
    file.write("\n")

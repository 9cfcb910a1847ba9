# Makes the workbooks beside it: the same sheet of orders written by openpyxl, by XlsxWriter (which
# writes what Excel writes, shared strings and all) and by LibreOffice, and one sheet by each of the
# first two with what is doubtful or wrong. Needs openpyxl, XlsxWriter and LibreOffice Calc.
#
# LibreOffice also makes the files that are refused: .xls, .ods, and a workbook with a password.
import datetime, pathlib, shutil, subprocess, tempfile
import openpyxl, openpyxl.cell.rich_text as rich, openpyxl.cell.text as text, xlsxwriter

HERE = pathlib.Path(__file__).parent
ROWS = [
    ["Order", "Bundle", "Quantity", "ICCID", "Name", "Seat"],
    ["TOUR-17", "esim_1GB_7D_GB_V2", 3, None, None, 12],
    ["TOUR-17", "esim_1GB_7D_FR_V2", None, "8943108161000073175", "Zoë & <Traveller>", 1.5],
    [],
    [None, "esim_5GB_30D_US_V2", 40, None, "two\nlines", True],
    ["日本-🧳", "esim_1GB_7D_GB_V2", "1", None, "_x0041_", None],
]


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Orders"
    for row in ROWS:
        sheet.append(row)
    book.create_sheet("Notes").append(["nothing to buy"])
    book.save(path)


def by_xlsxwriter(path, options={}):
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet("Orders")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    book.add_worksheet("Notes").write(0, 0, "nothing to buy")
    book.close()


def by_libreoffice(source, form, name, options=""):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", form + options, "--outdir", folder, source],
            check=True, stdout=subprocess.DEVNULL)
        made = next(path for path in pathlib.Path(folder).iterdir() if path.is_file())
        shutil.copyfile(made, HERE / name)


def doubtful_by_openpyxl(path):
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.title = "Lists"
    hidden.sheet_state = "hidden"
    hidden.append(["bundle"])
    sheet = book.create_sheet("Orders 2024")
    sheet.append(["order", "bundle", "quantity", "iccid", "name", "note"])
    sheet.append(["A", "esim_1GB_7D_GB_V2", "=1+1", None, None, None])  # never computed
    sheet.append(["B", "esim_1GB_7D_GB_V2", 2, 8943108161000073175, None, None])
    sheet.append(["C", "esim_1GB_7D_GB_V2", datetime.date(2024, 3, 4), None, None, None])
    sheet.append(["D", "esim_1GB_7D_GB_V2", 1, None, "Ann", datetime.date(2024, 3, 4)])
    sheet.append(["E", "esim_1GB_7D_GB_V2", 1.0, None, None, None])
    sheet.append(["F", "esim_1GB_7D_GB_V2", 1, None, "#N/A", None])
    sheet.append(["G", "esim_1GB_7D_GB_V2", 1, None, None, None, "lost"])
    sheet.append(["H", "esim_1GB_7D_GB_V2", 1, None, None, None])
    sheet.append([None, "esim_1GB_7D_GB_V2", 1, None, None, None])
    sheet.append(["I", "esim_1GB_7D_GB_V2", 1.5, None, None, None])
    sheet["F11"] = rich.CellRichText("plain ", rich.TextBlock(text.InlineFont(b=True), "bold"))
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("A9:A10")
    book.save(path)


def doubtful_by_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Orders")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    long = book.add_format({"num_format": "[h]:mm"})
    number = book.add_format({"num_format": '0.00" days"'})
    bold = book.add_format({"bold": True})
    for column, name in enumerate(["order", "bundle", "quantity", "name", "note"]):
        sheet.write(0, column, name, bold)
    for row in range(1, 6):
        sheet.write(row, 0, f"O-{row}")
        sheet.write(row, 1, "esim_1GB_7D_GB_V2")
    sheet.write_formula(1, 2, "=2+3", None, 5)
    sheet.write_formula(2, 2, "=2+4", None, 6)
    sheet.write_formula(3, 3, '="Bob "&"B."', None, "Bob B.")
    sheet.write_datetime(3, 2, datetime.datetime(2024, 1, 2), date)
    sheet.write_number(4, 2, 1.5, long)
    sheet.write_number(5, 2, 7, number)
    sheet.write_rich_string(1, 3, "Ann ", bold, "Traveller")
    sheet.write_formula(2, 4, "=NA()", None, "#N/A")
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.set_row(2, None, None, {"hidden": True})
    book.close()


by_openpyxl(HERE / "openpyxl.xlsx")
by_xlsxwriter(HERE / "xlsxwriter.xlsx")
by_xlsxwriter(HERE / "xlsxwriter-streamed.xlsx", {"constant_memory": True})
by_libreoffice(HERE / "openpyxl.xlsx", "xlsx", "libreoffice.xlsx", ":Calc MS Excel 2007 XML")
by_libreoffice(HERE / "openpyxl.xlsx", "xls", "libreoffice.xls", ":MS Excel 97")
by_libreoffice(HERE / "openpyxl.xlsx", "ods", "libreoffice.ods", ":calc8")
doubtful_by_openpyxl(HERE / "doubtful-openpyxl.xlsx")
doubtful_by_xlsxwriter(HERE / "doubtful-xlsxwriter.xlsx")
by_libreoffice(
    HERE / "doubtful-xlsxwriter.xlsx", "xlsx", "doubtful-libreoffice.xlsx",
    ":Calc MS Excel 2007 XML")

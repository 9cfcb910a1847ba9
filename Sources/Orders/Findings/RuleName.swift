// The stable names of the rules: scripts filter by them, so they are never renamed.

/// The rule that a finding comes from.
package enum RuleName: String, CaseIterable, Hashable, Sendable {
    // The sheet as a file.
    case sheetUnreadable = "sheet-unreadable"
    case sheetSize = "sheet-size"
    case sheetEmpty = "sheet-empty"
    case sheetFormat = "sheet-format"
    case encoding
    case nul

    // The CSV form.
    case quote
    case rowLength = "row-length"

    // The XML form.
    case xmlSyntax = "xml-syntax"
    case xmlDTD = "xml-dtd"
    case xmlElement = "xml-element"
    case xmlNamespace = "xml-namespace"
    case xmlText = "xml-text"
    case xmlDepth = "xml-depth"

    // The workbook form.
    case worksheetUnknown = "worksheet-unknown"
    case worksheetHidden = "worksheet-hidden"
    case worksheetUnread = "worksheet-unread"
    case rowHidden = "row-hidden"
    case columnHidden = "column-hidden"
    case cellMerged = "cell-merged"
    case cellFormula = "cell-formula"
    case cellError = "cell-error"
    case cellDate = "cell-date"

    // Columns and fields.
    case columnMissing = "column-missing"
    case columnDuplicate = "column-duplicate"
    case columnMisspelt = "column-misspelt"
    case columnUnknown = "column-unknown"
    case columnOfResults = "column-of-results"
    case columnName = "column-name"
    case valueSize = "value-size"
    case invisibleCharacter = "invisible-character"
    case bundleMissing = "bundle-missing"
    case bundleName = "bundle-name"
    case quantityNumber = "quantity-number"
    case quantityRange = "quantity-range"
    case quantityRewritten = "quantity-rewritten"
    case quantityICCIDs = "quantity-iccids"
    case orderName = "order-name"
    case iccidForm = "iccid-form"
    case iccidRewritten = "iccid-rewritten"
    case iccidLuhn = "iccid-luhn"
    case iccidRepeated = "iccid-repeated"
    case personalQuantity = "personal-quantity"
    case deviceNumber = "device-number"

    // The sheet against what was bought before.
    case orderChanged = "order-changed"
    case orderRepeated = "order-repeated"
    case orderRemoved = "order-removed"
    case columnChanged = "column-changed"

    // The API's validate mode and the catalogue.
    case bundleUnknown = "bundle-unknown"
    case validationFailed = "validation-failed"
    case priceMissing = "price-missing"
    case currencyMixed = "currency-mixed"

    // Control totals.
    case expectedOrders = "expected-orders"
    case expectedESIMs = "expected-esims"

    // What an export's format cannot carry.
    case exportPending = "export-pending"
    case exportRevoked = "export-revoked"
    case exportEmpty = "export-empty"
    case exportExisting = "export-existing"
    case exportRepeated = "export-repeated"
    case exportList = "export-list"
    case exportHost = "export-host"
    case exportICCID = "export-iccid"
    case exportMatchingID = "export-matching-id"
    case exportIMEI = "export-imei"
    case exportDevice = "export-device"
}

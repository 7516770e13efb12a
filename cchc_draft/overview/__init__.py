"""Tasks of one plan or of many at a glance: calendar, workbook, page, and a picture of the year."""

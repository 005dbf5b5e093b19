//! Tables for people: columns as wide as their widest cell.

/// Pads every column but the last one to its widest cell; all rows have as many columns as the first.
pub(crate) fn align(rows: &[impl AsRef<[String]>]) -> Vec<String> {
    let rows = || rows.iter().map(AsRef::as_ref);
    let columns = rows().next().map_or(0, <[String]>::len);
    let width = |column: usize| rows().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &[String]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows().map(line).collect()
}

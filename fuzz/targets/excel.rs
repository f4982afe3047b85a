//! XLSX, XLSM, XLSB and XLS; of those that are archives, one part changes at a time.

#![no_main]

furrow_fuzz::reads_parts!("excel");

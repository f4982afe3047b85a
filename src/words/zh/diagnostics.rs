//! Diagnostics in Chinese.

use super::{closest, list};
use crate::data::grouped;
use crate::diag::{Code, Diagnostic, Place};

/// The place and the sentence.
pub(super) fn message(diagnostic: &Diagnostic) -> String {
    let place = place(&diagnostic.place);
    let sentence = sentence(&diagnostic.code);
    if place.is_empty() {
        sentence
    } else {
        format!("{place}：{sentence}")
    }
}

fn place(place: &Place) -> String {
    let mut parts = Vec::new();
    if !place.file.is_empty() {
        parts.push(place.file.clone());
    }
    if let Some(row) = place.row {
        parts.push(format!("第{row}行"));
    }
    if let Some(column) = &place.column {
        parts.push(format!("“{column}”列"));
    }
    if let Some(path) = place.path.as_ref().filter(|path| !path.is_empty()) {
        parts.push(path.clone());
    }
    parts.join("，")
}

fn sentence(code: &Code) -> String {
    match code {
        Code::EmptyFile => "文件是空的".to_owned(),
        Code::UnknownFormat {
            first_bytes,
            looks_like,
        } if looks_like.is_empty() => {
            format!("无法识别文件格式，开头为 {first_bytes}")
        }
        Code::UnknownFormat { looks_like, .. } => {
            format!("这像是 {looks_like} 文件，Furrow 目前还不能读取")
        }
        Code::NotUtf8 { offset } => {
            format!("文本不是 UTF-8 编码（从第{}个字节起）", offset + 1)
        }
        Code::Undecodable { encoding, n_signs } => format!(
            "有{}个字符无法按 {encoding} 解读，以“\u{fffd}”代替",
            count(*n_signs),
        ),
        Code::AmbiguousNumbers { found, style } => {
            format!("“{found}”有两种读法，现按“{style}”的写法读取")
        }
        Code::AmbiguousDays { found } => format!("“{found}”有两种读法，现按日在前、月在后读取"),
        Code::JsonSyntax { message } => format!("JSON 有语法错误：{message}"),
        Code::NoTable => "没有找到表格".to_owned(),
        Code::RaggedRow {
            expected,
            found,
            n_rows,
        } => format!(
            "应有{expected}个单元格，实有{found}个（这样的行共{}行）。\
             缺少的按空值处理，多出的已舍去。",
            count(*n_rows),
        ),
        Code::NotOfType {
            expected,
            found,
            n_cells,
        } => format!(
            "应为{}，却是“{found}”（共{}个单元格），已按缺失处理",
            kind(expected),
            count(*n_cells),
        ),
        Code::HeaderRenamed { name } => format!("列名为空或重复，已改名为“{name}”"),
        Code::MissingResource { path, .. } => {
            format!("数据包用到了“{path}”，但没有一并打开这个文件")
        }
        Code::UnsafePath { path } => format!("“{path}”指向数据包之外，未予读取"),
        Code::BadReport { message } => format!("报告的写法不符合要求：{message}"),
        Code::UnknownField { field, available } => {
            meant(format!("没有“{field}”这一列"), closest(field, available))
        }
        Code::UnknownTable { table, available } => {
            meant(format!("没有“{table}”这张表"), closest(table, available))
        }
        Code::UnknownProperty { property } => format!("这里不认识“{property}”，它不起作用"),
        Code::Unsupported { found, expected } => {
            format!("不支持“{found}”，可用的有：{expected}")
        }
        Code::NoRows => "没有可显示的数据".to_owned(),
        Code::TooLarge { n_bytes, limit } => {
            format!(
                "数据太大，无法在此读取：{}，上限为 {}",
                size(*n_bytes),
                size(*limit)
            )
        }
        Code::Inflated { n_packed, limit } => format!(
            "其中 {} 的压缩内容解压后超过 {}，未读取",
            size(*n_packed),
            size(*limit)
        ),
        Code::Damaged { format, message } => format!("{format} 文件已损坏：{message}"),
        Code::Encrypted => "文件有密码保护".to_owned(),
        Code::ErrorCells { found, n_cells } => format!(
            "{}个单元格为错误值（如 {found}），已按缺失处理",
            count(*n_cells)
        ),
        Code::HiddenSheets { names } => {
            format!("工作簿中隐藏的工作表：{}", list(names, "、"))
        }
        Code::NestedColumns { names } => {
            format!("以下各列是列表或记录，未予读取：{}", list(names, "、"))
        }
        Code::LinkIgnored { part } => {
            format!("链接中的“{part}”在这里没有对应的内容，已忽略")
        }
        Code::WorkerFailed { message } => {
            format!("后台读取中断（{message}），已改由页面读取")
        }
        Code::Outside { message } => message.clone(),
    }
}

/// What to do next.
pub(super) fn hint(code: &Code) -> String {
    match code {
        Code::UnknownFormat { looks_like, .. } => match looks_like.as_str() {
            "XLSX" | "XLS" | "ODS" => "请将工作表另存为“CSV UTF-8”后再打开".to_owned(),
            "ZIP" | "gzip" | "zstd" | "bzip2" | "xz" | "7-Zip" => {
                "请先解压，再打开其中的文件".to_owned()
            }
            "HTML" | "XML" => "下载失败时常会存成网页，请用文本编辑器查看".to_owned(),
            "UTF-16" => "请将文本另存为 UTF-8 编码".to_owned(),
            _ => "Furrow 可读取 CSV、JSON、Data Package、Excel、ODS、Parquet 和 Arrow".to_owned(),
        },
        Code::NotUtf8 { .. } => {
            "可能是 GBK 等旧编码，请另存为 UTF-8（Excel 中选“CSV UTF-8”）".to_owned()
        }
        Code::Undecodable { .. } => "请另选编码，或将文件重新存为 UTF-8".to_owned(),
        Code::AmbiguousNumbers { .. } => "如不正确，请另选数字写法".to_owned(),
        Code::AmbiguousDays { .. } => "写成 2017-11-30 这样的日期最为稳妥".to_owned(),
        Code::NoTable => "表格可以是一组记录、带表头的若干行，或长度相同的若干列".to_owned(),
        Code::MissingResource { given, .. } if given.is_empty() => {
            "请打开整个文件夹，或同时选中其中的所有文件".to_owned()
        }
        Code::MissingResource { given, .. } => {
            format!("请同时打开所有文件。目前收到的有：{}", list(given, "、"))
        }
        Code::UnsafePath { .. } => "请将文件放进数据包的文件夹，并使用相对路径".to_owned(),
        Code::UnknownField { available, .. } if !available.is_empty() => {
            format!("可用的列：{}", list(available, "、"))
        }
        Code::UnknownTable { available, .. } if !available.is_empty() => {
            format!("可用的表：{}", list(available, "、"))
        }
        Code::TooLarge { .. } => "请减少行或列，或先汇总数据再打开".to_owned(),
        Code::Inflated { .. } => "解压炸弹常有此特征；若可信，请先用其他软件解压".to_owned(),
        Code::Damaged { .. } => "请重新下载或导出；若能用其他软件打开，可另存为 CSV".to_owned(),
        Code::Encrypted => "请用原来的软件打开，去掉密码后再保存".to_owned(),
        Code::NestedColumns { .. } => "请在导出前将其展开为多列或多行".to_owned(),
        Code::EmptyFile
        | Code::ErrorCells { .. }
        | Code::HiddenSheets { .. }
        | Code::JsonSyntax { .. }
        | Code::RaggedRow { .. }
        | Code::NotOfType { .. }
        | Code::HeaderRenamed { .. }
        | Code::BadReport { .. }
        | Code::UnknownField { .. }
        | Code::UnknownTable { .. }
        | Code::UnknownProperty { .. }
        | Code::Unsupported { .. }
        | Code::NoRows
        | Code::LinkIgnored { .. }
        | Code::Outside { .. } => String::new(),
        Code::WorkerFailed { .. } => {
            "请再试一次；如再次中断，文件可能超出此浏览器的能力，可用 furrow 命令读取".to_owned()
        }
    }
}

/// What a cell should have been.
fn kind(expected: &str) -> &str {
    match expected {
        "number" => "数字",
        "integer" => "整数",
        "date" => "日期",
        "year" => "年份",
        "month" => "年月",
        other => other,
    }
}

fn meant(sentence: String, closest: Option<&str>) -> String {
    match closest {
        Some(name) => format!("{sentence}。是不是“{name}”？"),
        None => sentence,
    }
}

fn count(n: usize) -> String {
    grouped(n as f64, 0)
}

fn size(n_bytes: usize) -> String {
    let n_mb = n_bytes as f64 / 1e6;
    format!("{} MB", grouped(n_mb, u8::from(n_mb < 10.0)))
}

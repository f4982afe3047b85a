//! The words about a file in Chinese.

use crate::data::{Layout, Role, grouped};
use crate::words::FileWords;

pub(crate) const FILES: FileWords = FileWords {
    panel: "文件的读取方式",
    encoding: "编码",
    delimiter: "分隔符",
    header_rows: "表头行数",
    number_style: "数字写法",
    layout: "表格结构",
    as_found: |found| match found {
        "" => "自动识别".to_owned(),
        found => format!("自动识别：{found}"),
    },
    sign: |sign| match sign {
        "," => "逗号 ,".to_owned(),
        ";" => "分号 ;".to_owned(),
        "\t" => "制表符".to_owned(),
        "|" => "竖线 |".to_owned(),
        " " => "空格".to_owned(),
        other => other.to_owned(),
    },
    layout_name: |layout| match layout {
        Layout::Long => "长表（一行一个数）",
        Layout::WideTimes => "一列一期",
        Layout::WideEntities => "一列一个对象",
        Layout::WideIndicators => "一列一个指标",
        Layout::Crossed => "两行交叉表头",
        Layout::WorldBank => "世界银行格式",
        Layout::OurWorldInData => "Our World in Data 格式",
        Layout::NationalBureau => "国家统计局格式",
        Layout::AsWritten => "原样",
    },
    heads: ["列", "类型", "用途", "单位", "范围", "缺失", "分布"],
    kinds: ["数字", "时间", "文本"],
    role_name: |role| match role {
        None => "–",
        Some(Role::Series) => "序列",
        Some(Role::Entity) => "对象",
        Some(Role::Indicator) => "指标",
        Some(Role::Time) => "时间",
        Some(Role::Value) => "数值",
        Some(Role::Unit) => "单位",
        Some(Role::Status) => "状态",
        Some(Role::Bound) => "界限",
        Some(Role::Nature) => "性质",
        Some(Role::Preferred) => "首选",
        Some(Role::Due) => "期限",
        Some(Role::Note) => "说明",
        Some(Role::Source) => "来源",
        Some(Role::Dimension) => "维度",
    },
    from_to: |least, largest| format!("{least}—{largest}"),
    n_texts: |n| format!("{}个不同文本", grouped(n as f64, 0)),
};

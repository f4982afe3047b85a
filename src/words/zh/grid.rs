//! The words around the rows of a table in Chinese.

use crate::data::grouped;
use crate::words::{GridWords, Sorted};

pub(crate) const GRID: GridWords = GridWords {
    rows_of: |name| format!("{name}的数据行"),
    search: "在所有列中搜索",
    filters: |n_used| match n_used {
        0 => "筛选".to_owned(),
        n => format!("筛选（{n}）"),
    },
    filter: |column| format!("筛选{column}"),
    examples: ["包含", ">100 或 5..9", "2015..2020"],
    help: "数字：>100、<=5、10..20。时间：2019、>2015-06、2015..2020。文本：输入其中一部分，或用 \
           =全文 精确匹配。只输入 = 查找空白单元格，只输入 != 查找非空单元格",
    not_a_number: "无法识别为数字，可输入 >100、10..20 或 =5",
    not_a_time: "无法识别为时间，可输入 2019、>2015-06 或 2015..2020",
    clear: "清除",
    found: |n_found, n_all| {
        let (found, all) = (grouped(n_found as f64, 0), grouped(n_all as f64, 0));
        if n_found == n_all {
            format!("共 {all} 行")
        } else {
            format!("共 {all} 行，符合条件 {found} 行")
        }
    },
    sorted: |column, way| {
        let way = match way {
            Sorted::FromA | Sorted::Smallest => "升序",
            Sorted::FromZ | Sorted::Largest => "降序",
            Sorted::Earliest => "由早到晚",
            Sorted::Latest => "由晚到早",
        };
        format!("按{column}{way}")
    },
    nothing: "没有符合条件的行",
    row: "行",
    keys: "用方向键在单元格之间移动，在列标题上按回车键排序",
    columns_shown: |n_shown, n_all| format!("共 {n_all} 列，显示前 {n_shown} 列"),
};

//! 数字与句子：中文。

use crate::data::{Assumed, Layout, ScaleRefusal, StackRefusal, Status, grouped};
use crate::words::figures::{FigureWords, SentenceWords, TableHeads};

pub(crate) const FIGURES: FigureWords = FigureWords {
    read_as,
    status: |status| match status {
        Status::Normal => "",
        Status::Break => "此前序列中断",
        Status::Estimated => "推算数",
        Status::Forecast => "预测数",
        Status::Provisional => "初步数",
        Status::Definition => "口径不同",
        Status::Unreliable => "可靠性较低",
    },
    target: |value, due| format!("目标：{due}达到{value}"),
    target_announced: |value, due, announced| format!("目标：{due}达到{value}（{announced}公布）"),
    total: "合计",
    not_available: "缺",
    definitions_differ: "各序列统计对象不同，口径不一。",
    stack_refused: |why| match why {
        StackRefusal::Percent => "百分比的基数可能不同，故不堆叠。",
        StackRefusal::Negative => "部分数值为负，故不显示占比。",
        StackRefusal::Repeated => "部分数据重复，故不堆叠。",
    },
    scale_refused: |refusal| match refusal {
        ScaleRefusal::FromZero => "长度须从零读起，故坐标轴为线性并含零点。",
        ScaleRefusal::NotAboveZero => "零和负值无法用对数刻度表示，故坐标轴为线性。",
    },
    scale_name: |scale| match scale {
        "log" => "对数刻度",
        "symlog" => "零点两侧对数刻度",
        "pow" => "幂刻度",
        _ => "",
    },
    latest: "最新数据",
    older_than: |newest, list| format!("最新数据为{newest}，其中{list}。"),
    not_on_map: |list| format!("未在图中显示：{list}。"),
    share_of_total: "占合计比重，%",
    share_and_value: |share, value| format!("{share}（{value}）"),
    split_by_definition: "统计口径不同的序列分图列示。",
    unit_joint: "，单位：",
    heads: TableHeads {
        series: "序列",
        period: "时间",
        category: "类别",
        event: "事项",
        value: "数值",
        remark: "说明",
        source: "来源",
    },
    list: |items| match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{}和{last}", head.join("、")),
    },
    source: "来源：",
    cite: |cited| {
        let mut out = [cited.subject, "，", cited.period, "：", cited.value].concat();
        if !cited.remark.is_empty() {
            out.push_str(&["（", cited.remark, "）"].concat());
        }
        if !cited.source.is_empty() {
            out.push_str(&["。来源：", cited.source].concat());
        }
        out.push_str(&["。载于：", cited.title, "，", cited.url].concat());
        out
    },
    unknown_publisher: "未注明发布者",
    note: "注：",
    data_title: "数据",
};

pub(crate) const SENTENCES: SentenceWords = SentenceWords {
    from_to: |label, (first, from), (last, to)| {
        if label.is_empty() {
            format!("由{first}的{from}变为{last}的{to}。")
        } else {
            format!("{label}：由{first}的{from}变为{last}的{to}。")
        }
    },
    single: |label, period, value| {
        if label.is_empty() {
            format!("{period}为{value}。")
        } else {
            format!("{label}：{period}为{value}。")
        }
    },
    peak: |period, value| format!("最高值为{period}的{value}。"),
    breaks: |label, periods| {
        if label.is_empty() {
            format!("序列在{periods}之前中断，前后数字不可比。")
        } else {
            format!("{label}：序列在{periods}之前中断，前后数字不可比。")
        }
    },
    leader: |(first, value), second, n| match second {
        Some((next, next_value)) => {
            format!("{n}项中{first}最多（{value}），其次为{next}（{next_value}）。")
        }
        None => format!("{first}：{value}。"),
    },
    targets: |label, list| {
        if label.is_empty() {
            format!("已公布{list}。")
        } else {
            format!("{label}已公布{list}。")
        }
    },
    events: |n, first, last, title| {
        if n == 1 {
            format!("{first}有1项：{title}。")
        } else {
            format!("{first}至{last}共{n}项，最近一项为“{title}”。")
        }
    },
    panels: |n| format!("共{n}幅分图，各用自己的坐标和口径。"),
    definitions_differ: "各序列统计对象不同。",
};

fn read_as(assumed: &Assumed, (n_rows, n_columns): (usize, usize)) -> String {
    let mut parts = vec![assumed.format.to_ascii_uppercase()];
    if !assumed.encoding.is_empty() {
        parts.push(format!("{}编码", assumed.encoding));
    }
    match assumed.delimiter.as_str() {
        "" => {}
        "\t" => parts.push("以制表符分隔".to_owned()),
        sign => parts.push(format!("以“{sign}”分隔")),
    }
    match assumed.header_rows {
        0 => parts.push("无表头".to_owned()),
        1 => {}
        n => parts.push(format!("表头{n}行")),
    }
    let layout = match assumed.layout {
        Layout::Long | Layout::OurWorldInData => "",
        Layout::WideTimes => "由一列一期转为长表",
        Layout::WideEntities => "由一列一个主体转为长表",
        Layout::WideIndicators => "由一列一项指标转为长表",
        Layout::Crossed => "由两行交叉表头转为长表",
        Layout::WorldBank => "由世界银行导出格式转为长表",
        Layout::NationalBureau => "由国家统计局导出格式转为长表",
        Layout::AsWritten => "单元格保留原文",
    };
    if !layout.is_empty() {
        parts.push(layout.to_owned());
    }
    format!(
        "读取方式：{}；{}行，{n_columns}列。",
        parts.join("，"),
        grouped(n_rows as f64, 0)
    )
}

//! 计算所得的数字：中文。

use crate::data::NotAvailable;
use crate::words::DeriveWords;

pub(crate) const DERIVE: DeriveWords = DeriveWords {
    value: "数值",
    index: "指数",
    change: "比上年变化",
    cagr: "年均增长",
    share: "占总量比重",
    rank: "位次",
    difference: |to| format!("与{to}之差"),
    per: |indicator| format!("每单位“{indicator}”"),
    index_shown: |base| match base {
        "" => "指数，各序列基期＝100".to_owned(),
        base => format!("指数，{base}＝100"),
    },
    cagr_shown: |base| match base {
        "" => "各图基期以来年均增长".to_owned(),
        base => format!("{base}以来年均增长"),
    },
    rank_shown: "位次，从大到小",
    joint: "，",
    reason: |reason| match reason {
        NotAvailable::SeriesBreak => "序列中断",
        NotAvailable::LevelsOnly => "仅可用水平数",
        NotAvailable::Bounds => "界限值",
        NotAvailable::NoYearBefore => "无上年数",
        NotAvailable::PartMissing => "部分缺数",
        NotAvailable::NoBase => "无共同基期数",
        NotAvailable::Base => "基期",
        NotAvailable::NotWholeYears => "距基期非整年",
        NotAvailable::PartsOverlap => "部分重叠",
        NotAvailable::DefinitionsDiffer => "口径不同",
        NotAvailable::OnlyOne => "仅有一个",
        NotAvailable::Ambiguous => "同一时期有多个数",
        NotAvailable::NotAboveZero => "不大于零",
        NotAvailable::Rate => "百分比",
        NotAvailable::OtherPeriodLength => "时期长短不一",
        NotAvailable::NoOther => "无可比数",
    },
    absent: |reason| format!("无（{reason}）"),
    absent_list: |reason, list| format!("无（{reason}）：{}。", list.join("；")),
    and_period: "、",
    more: |n| format!("另{n}个见表"),
    stated: "公布数",
    stated_differs: |computed| format!("公布数；按数值计算为{computed}"),
    stated_change: "比上年变化，公布数",
    stated_note: "发布方公布的增速按公布数列示。",
    base: |period| format!("{period}＝100"),
    new_bases: |list| format!("序列中断后另设基期：{}。", list.join("、")),
    refused: |what, reason| format!("无法列示{what}（{reason}）。"),
    of: |label, periods| format!("{label}{periods}"),
    shown: |what| format!("{what}。"),
    between: |(low_at, low), (high_at, high)| {
        format!("最低为{low}（{low_at}），最高为{high}（{high_at}）。")
    },
};

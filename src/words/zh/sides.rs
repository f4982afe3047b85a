//! Two entities beside each other, in Chinese.

use crate::words::SideWords;

pub(crate) const SIDES: SideWords = SideWords {
    caption: "哪些数据可比",
    matter: "事项",
    may_compare: "是否可比",
    same: "可比：口径和单位相同。",
    bounds: "口径相同，但按已公布的上下限无法判断孰大。",
    other_times: |[a, b], at_a, at_b| format!("口径相同，但时点不同：{a}为{at_a}，{b}为{at_b}。"),
    both_targets: "两者均为已宣布的目标，不是实际数。",
    target_only: |who| format!("不可比：{who}仅宣布了目标，未查到实际数。"),
    year_to_date: |who| format!("不可比：{who}的数据为1月至所示日期的累计数。"),
    one_name: |name| format!("不可比：两者均称“{name}”，统计的对象不同。"),
    count_different: |[a, b], [what_a, what_b]| {
        format!("不可比：{a}统计“{what_a}”，{b}统计“{what_b}”。")
    },
    units: |[a, b], unit_a, unit_b| {
        let [unit_a, unit_b] = [unit_a, unit_b].map(|unit| match unit {
            "" => "个",
            unit => unit,
        });
        format!("不可比：{a}的单位为{unit_a}，{b}的单位为{unit_b}。")
    },
    none_of: |who| format!("未查到{who}的数据。"),
    no_figures: "无数据",
    between_sentences: "",
    summary: |[a, b], n_pairs, n_comparable| match (n_pairs, n_comparable) {
        (0, _) => format!("{a}与{b}并列：没有同一事项的数据。"),
        (n, 0) => format!("{a}与{b}并列：{n}组数据，均不可比。"),
        (n, m) if n == m => format!("{a}与{b}并列：{n}组数据，均可比。"),
        (n, m) => format!("{a}与{b}并列：{n}组数据，其中{m}组可比。"),
    },
    pair: |matter, [(a, value_a, what_a), (b, value_b, what_b)]| {
        format!("{matter}：{a}{value_a}（{what_a}），{b}{value_b}（{what_b}）。")
    },
    value_at: |value, time| format!("{time}为{value}"),
};

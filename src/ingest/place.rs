//! Names of places, by which a column an entity is told from a column an indicator.

/// Beginnings of the names of places, by which a column an entity is known.
const PLACES: [&str; 76] = [
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
    "全国",
    "东部",
    "中部",
    "西部",
    "东北",
    "中国",
    "美国",
    "日本",
    "印度",
    "德国",
    "英国",
    "法国",
    "韩国",
    "beijing",
    "shanghai",
    "zhejiang",
    "guangdong",
    "jiangsu",
    "shandong",
    "sichuan",
    "henan",
    "hubei",
    "china",
    "india",
    "japan",
    "united states",
    "united kingdom",
    "germany",
    "france",
    "brazil",
    "indonesia",
    "viet",
    "thailand",
    "kenya",
    "nigeria",
    "mexico",
    "canada",
    "russia",
    "south africa",
    "world",
    "italy",
    "spain",
];

/// Whether a header names a province, a county, a city or a country.
pub(super) fn is_place(name: &str) -> bool {
    let lower = name.trim().to_ascii_lowercase();
    let has_end = lower.ends_with(['省', '市', '县', '州', '区']) && lower.chars().count() > 1;
    has_end || PLACES.iter().any(|place| lower.starts_with(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_by_name_or_ending() {
        for name in ["浙江", "广东省", "曹县", "United States", "China"] {
            assert!(is_place(name), "{name}");
        }
        for name in ["价格", "share", "县", "GDP"] {
            assert!(!is_place(name), "{name}");
        }
    }
}
